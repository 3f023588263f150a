// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration and the files that it was read from. Immutable.
 *
 * @param files in the order in which they were read; none if no file was given
 */
public record LoadedConfig(FalcoConfig config, List<ConfigFile> files) {

  private static final Logger LOGGER = LoggerFactory.getLogger(LoadedConfig.class);

  public LoadedConfig {
    files = List.copyOf(files);
  }

  /** The further files and folders that the configuration names. */
  public List<Path> furtherPaths() {
    List<Path> paths = new ArrayList<>();
    for (ConfigInclude include : config.get(ConfigKeys.CONFIG_FILES)) {
      paths.add(Path.of(include.path()));
    }
    return paths;
  }

  /** Logs which files were read, what is doubtful, and which keys do nothing. */
  public void log() {
    if (!files.isEmpty()) {
      LOGGER.info("Falco initialized with configuration files:");
    }
    for (ConfigFile file : files) {
      if (file.problems().isEmpty()) {
        LOGGER.info("   {} | schema validation: ok", file.name());
      } else {
        LOGGER.warn("   {} | schema validation: failed", file.name());
        file.problems().forEach(LOGGER::warn);
      }
    }
    String unused = String.join(", ", unused());
    if (!unused.isEmpty()) {
      LOGGER.info("Keys that have no meaning in falcoj: {}", unused);
    }
    if (config.isSet(ConfigKeys.RULES_FILE)) {
      LOGGER.warn(
          "Using deprecated config key 'rules_file' (singular form). Please use new 'rules_files'"
              + " config key (plural form).");
    }
    for (OutputAddition output : config.get(ConfigKeys.APPEND_OUTPUT)) {
      String rule = output.addition().rule();
      if (!rule.isEmpty() && !output.addition().tags().isEmpty()) {
        LOGGER.warn(
            "append_output: an entry names the rule {} and the tags {}: it counts for that rule,"
                + " and only if the rule has all of them",
            rule,
            String.join(", ", new TreeSet<>(output.addition().tags())));
      }
    }
  }

  /** Names of the keys that are set, but do nothing; of a whole family only its own name. */
  private List<String> unused() {
    Set<String> meaningful = new HashSet<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (key.use() != ConfigUse.NO_MEANING) {
        meaningful.add(key.topLevel());
      }
    }
    List<String> names = new ArrayList<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      String name = meaningful.contains(key.topLevel()) ? key.path() : key.topLevel();
      if (key.use() == ConfigUse.NO_MEANING && config.isSet(key) && !names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** The whole document that files and options made, as JSON; every scalar is a text. */
  public JsonNode json() {
    return json(config.document());
  }

  private static JsonNode json(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return scalar.isNull()
          ? JsonNodeFactory.instance.nullNode()
          : JsonNodeFactory.instance.stringNode(scalar.text());
    }
    if (node instanceof YamlSequence sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (YamlMapping.Entry entry : ((YamlMapping) node).entries()) {
      object.putIfAbsent(String.valueOf(entry.name()), json(entry.value()));
    }
    return object;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of {@code plugins}. Its library is never loaded: what Falco's plugins k8saudit, json and
 * container do is built in.
 *
 * @param libraryPath what Falco loads; empty if nothing is said
 * @param initConfig its settings that are single values; a text that holds JSON is read, too
 * @param openParams what the plugin is to read; empty if nothing is said
 */
public record PluginEntry(
    String name, String libraryPath, Map<String, String> initConfig, String openParams) {

  private static final String NAME = "name";
  private static final String LIBRARY_PATH = "library_path";
  private static final String INIT_CONFIG = "init_config";
  private static final String OPEN_PARAMS = "open_params";

  /** How it is written. */
  static final ConfigType<PluginEntry> TYPE =
      new ConfigType<>("a plugin with a name", schema(), PluginEntry::read);

  private static ObjectNode schema() {
    ObjectNode initConfig = JsonNodeFactory.instance.objectNode();
    initConfig.putArray("type").add("object").add("string").add("null");
    return ConfigShape.of()
        .text(NAME)
        .text(LIBRARY_PATH)
        .part(INIT_CONFIG, initConfig)
        .text(OPEN_PARAMS)
        .needs(NAME)
        .schema();
  }

  private static Optional<PluginEntry> read(YamlNode node) {
    if (!(node instanceof YamlMapping mapping) || mapping.get(NAME) == null) {
      return Optional.empty();
    }
    return Optional.of(
        new PluginEntry(
            ConfigShape.text(mapping, NAME),
            ConfigShape.text(mapping, LIBRARY_PATH),
            settings(mapping.get(INIT_CONFIG)),
            ConfigShape.text(mapping, OPEN_PARAMS)));
  }

  private static Map<String, String> settings(@Nullable YamlNode node) {
    YamlNode settings = node;
    if (node instanceof YamlScalar scalar) {
      try {
        settings = YamlReader.read(INIT_CONFIG, scalar.text()).get(0);
      } catch (YamlException e) {
        return Map.of();
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    if (settings instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        if (entry.name() != null && entry.value() instanceof YamlScalar value) {
          texts.putIfAbsent(entry.name(), value.text());
        }
      }
    }
    return texts;
  }
}

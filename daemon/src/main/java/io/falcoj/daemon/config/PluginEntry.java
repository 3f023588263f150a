// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.fields.StandardPlugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /**
   * The plugins that count: all that are configured, or those that {@code load_plugins} names, in
   * its order. Those that are built in need not be configured.
   */
  public static List<PluginEntry> loaded(FalcoConfig config) {
    List<PluginEntry> configured = config.get(ConfigKeys.PLUGINS);
    List<String> names = config.get(ConfigKeys.LOAD_PLUGINS);
    if (names.isEmpty()) {
      return configured;
    }
    List<PluginEntry> loaded = new ArrayList<>();
    for (String name : names) {
      loaded.add(find(configured, name).orElse(new PluginEntry(name, "", Map.of(), "")));
    }
    return loaded;
  }

  /** The plugin of a name, if it counts. */
  public static Optional<PluginEntry> loaded(FalcoConfig config, String name) {
    return find(loaded(config), name);
  }

  /**
   * @throws ConfigException if {@code load_plugins} names one that is neither configured nor built
   *     in
   */
  static void checkLoaded(FalcoConfig config) throws ConfigException {
    for (String name : config.get(ConfigKeys.LOAD_PLUGINS)) {
      if (find(config.get(ConfigKeys.PLUGINS), name).isEmpty()
          && StandardPlugins.find(name).isEmpty()) {
        throw new ConfigException(
            "Cannot load plugin '" + name + "': plugin config not found for given name");
      }
    }
  }

  private static Optional<PluginEntry> find(List<PluginEntry> entries, String name) {
    return entries.stream().filter(entry -> entry.name.equals(name)).findFirst();
  }

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
    try {
      return Optional.of(
          new PluginEntry(
              ConfigShape.text(mapping, NAME),
              ConfigShape.text(mapping, LIBRARY_PATH),
              settings(mapping.get(INIT_CONFIG)),
              ConfigShape.text(mapping, OPEN_PARAMS)));
    } catch (YamlException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> settings(@Nullable YamlNode node) throws YamlException {
    YamlNode settings = node;
    if (node instanceof YamlScalar scalar && scalar.text().strip().startsWith("{")) {
      settings = YamlReader.read(INIT_CONFIG, scalar.text()).get(0);
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

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of {@code plugins}. Its library is never loaded: what Falco's plugins k8saudit, json and
 * container do is built in.
 *
 * @param openParams what the plugin is to read; empty if nothing is said
 */
public record PluginEntry(String name, String openParams) {

  private static final String NAME = "name";
  private static final String LIBRARY_PATH = "library_path";
  private static final String OPEN_PARAMS = "open_params";

  /** How it is written. */
  static final ConfigType<PluginEntry> TYPE =
      new ConfigType<>("a plugin with name and library_path", schema(), PluginEntry::read);

  private static ObjectNode schema() {
    ObjectNode initConfig = JsonNodeFactory.instance.objectNode();
    initConfig.putArray("type").add("object").add("string").add("null");
    return ConfigShape.of()
        .text(NAME)
        .text(LIBRARY_PATH)
        .part("init_config", initConfig)
        .text(OPEN_PARAMS)
        .needs(NAME, LIBRARY_PATH)
        .schema();
  }

  private static Optional<PluginEntry> read(YamlNode node) {
    if (!(node instanceof YamlMapping mapping)
        || mapping.get(NAME) == null
        || mapping.get(LIBRARY_PATH) == null) {
      return Optional.empty();
    }
    return Optional.of(
        new PluginEntry(ConfigShape.text(mapping, NAME), ConfigShape.text(mapping, OPEN_PARAMS)));
  }
}

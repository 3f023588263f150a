// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of {@code config_files}: a further file of the configuration, or a folder of such.
 *
 * @param strategy what happens to keys that were there before
 */
record ConfigInclude(String path, Strategy strategy) {

  /**
   * How the keys of a further file join those that are there. Only top-level keys are looked at.
   */
  enum Strategy {
    /** Lists become longer, all else is replaced. */
    APPEND("append"),
    /** Everything is replaced. */
    OVERRIDE("override"),
    /** What is there stays; only new keys count. */
    ADD_ONLY("add-only");

    private final String text;

    Strategy(String text) {
      this.text = text;
    }

    /** The strategy of that name; {@link #APPEND} for any other, as in Falco. */
    static Strategy of(String text) {
      for (Strategy strategy : values()) {
        if (strategy.text.equals(text)) {
          return strategy;
        }
      }
      return APPEND;
    }
  }

  private static final String PATH = "path";
  private static final String STRATEGY = "strategy";

  /** How it is written. */
  static final ConfigType<ConfigInclude> TYPE =
      new ConfigType<>("the path of a file or folder", schema(), ConfigInclude::read);

  private static ObjectNode schema() {
    ObjectNode strategy = ConfigType.ofType("string");
    ArrayNode names = strategy.putArray("enum");
    for (Strategy each : Strategy.values()) {
      names.add(each.text);
    }
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema
        .putArray("anyOf")
        .add(ConfigType.TEXT.schema())
        .add(ConfigShape.of().text(PATH).part(STRATEGY, strategy).needs(PATH).schema());
    return schema;
  }

  private static Optional<ConfigInclude> read(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return Optional.of(new ConfigInclude(scalar.text(), Strategy.APPEND));
    }
    if (!(node instanceof YamlMapping mapping) || ConfigShape.text(mapping, PATH).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigInclude(
            ConfigShape.text(mapping, PATH), Strategy.of(ConfigShape.text(mapping, STRATEGY))));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlScalar;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the schema of a mapping: which keys it takes, with what values. */
final class ConfigShape {

  private final ObjectNode schema = ConfigType.ofType("object");
  private final ObjectNode properties;

  private ConfigShape() {
    schema.put("additionalProperties", false);
    properties = schema.putObject("properties");
  }

  static ConfigShape of() {
    return new ConfigShape();
  }

  /** Adds a key whose value is a text. */
  ConfigShape text(String name) {
    return part(name, ConfigType.TEXT.schema());
  }

  /** Adds a key. */
  ConfigShape part(String name, ObjectNode value) {
    properties.set(name, value);
    return this;
  }

  /** Says that some key must be there. */
  ConfigShape needsSomething() {
    schema.put("minProperties", 1);
    return this;
  }

  /** Says that some keys must be there. */
  ConfigShape needs(String... names) {
    ArrayNode required = schema.putArray("required");
    for (String name : names) {
      required.add(name);
    }
    return this;
  }

  ObjectNode schema() {
    return schema;
  }

  /** The text behind a key; empty if there is none. */
  static String text(YamlMapping mapping, String name) {
    return mapping.get(name) instanceof YamlScalar scalar ? scalar.text() : "";
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.definition.ItemNode;
import io.falcoj.engine.rules.definition.Numbers;
import io.falcoj.engine.rules.definition.OverrideMode;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of rules files, made from {@link RuleKey}, and the check of a file against it.
 * The check is stricter than loading, and only told: it finds a misspelt key, a priority in small
 * letters, a boolean that only YAML 1.1 reads as one. As in Falco, the schema has one set of keys
 * for items of all kinds.
 */
public final class RulesSchema {

  private static final String NAME = "name";
  private static final String VERSION = "version";
  private static final String ALTERNATIVES = "alternatives";

  /** One key for each text; keys of the same text have values of the same form. */
  private static final Map<String, RuleKey> KEYS = keysByText();

  private RulesSchema() {}

  private static Map<String, RuleKey> keysByText() {
    Map<String, RuleKey> keys = new LinkedHashMap<>();
    for (RuleKey key : RuleKey.values()) {
      keys.putIfAbsent(key.text(), key);
    }
    return keys;
  }

  /** The schema, as a JSON document. */
  public static ObjectNode document() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "http://json-schema.org/draft-06/schema#");
    schema.put("title", "Falco rules");
    schema.put("type", "array");
    schema.set("items", referenceSchema("item"));
    Map<String, ObjectNode> properties = new LinkedHashMap<>();
    for (RuleKey key : KEYS.values()) {
      ObjectNode property = valueSchema(key);
      property.put("description", description(key.text()));
      properties.put(key.text(), property);
    }
    ObjectNode definitions = schema.putObject("definitions");
    definitions.set("item", objectSchema(properties, List.of()));
    definitions.set("overrides", overridesSchema());
    definitions.set("plugin_version", pluginSchema());
    definitions.set("exception", exceptionSchema());
    return schema;
  }

  /** What a key says in each kind of item that may have it. */
  private static String description(String text) {
    StringBuilder description = new StringBuilder();
    for (RuleKey key : RuleKey.values()) {
      if (key.text().equals(text)) {
        String kind = key.itemKind().key() + ": ";
        description.append(description.isEmpty() ? "" : " ").append(kind).append(key.description());
      }
    }
    return description.toString();
  }

  private static ObjectNode valueSchema(RuleKey key) {
    return switch (key.shape()) {
      case TEXT, PLACED_TEXT -> typeSchema("string");
      case BOOLEAN -> typeSchema("boolean");
      case NUMBER -> typeSchema("integer");
      case PRIORITY -> enumSchema(priorities());
      case ITEMS -> arraySchema(scalarSchema());
      case TAGS -> arraySchema(typeSchema("string"));
      case EXCEPTIONS -> arraySchema(referenceSchema("exception"));
      case PLUGIN_VERSIONS -> arraySchema(referenceSchema("plugin_version"));
      case OVERRIDES -> referenceSchema("overrides");
    };
  }

  private static ObjectNode overridesSchema() {
    Map<String, ObjectNode> properties = new LinkedHashMap<>();
    for (RuleKey key : RuleKey.values()) {
      if (key.isOverridable()) {
        properties.put(key.text(), enumSchema(modes()));
      }
    }
    ObjectNode schema = objectSchema(properties, List.of());
    schema.put("minProperties", 1);
    return schema;
  }

  private static ObjectNode pluginSchema() {
    Map<String, ObjectNode> alternative = new LinkedHashMap<>();
    alternative.put(NAME, typeSchema("string"));
    alternative.put(VERSION, typeSchema("string"));
    Map<String, ObjectNode> properties = new LinkedHashMap<>(alternative);
    properties.put(ALTERNATIVES, arraySchema(objectSchema(alternative, List.of(NAME, VERSION))));
    return objectSchema(properties, List.of(NAME, VERSION));
  }

  private static ObjectNode exceptionSchema() {
    Map<String, ObjectNode> properties = new LinkedHashMap<>();
    properties.put(NAME, typeSchema("string"));
    for (String key : List.of("fields", "comps", "values")) {
      properties.put(key, JsonNodeFactory.instance.objectNode());
    }
    return objectSchema(properties, List.of(NAME));
  }

  private static ObjectNode objectSchema(
      Map<String, ObjectNode> properties, List<String> required) {
    ObjectNode schema = typeSchema("object");
    schema.put("additionalProperties", false);
    ObjectNode all = schema.putObject("properties");
    properties.forEach(all::set);
    if (!required.isEmpty()) {
      ArrayNode names = schema.putArray("required");
      required.forEach(names::add);
    }
    return schema;
  }

  private static ObjectNode arraySchema(ObjectNode items) {
    ObjectNode schema = typeSchema("array");
    schema.set("items", items);
    return schema;
  }

  private static ObjectNode scalarSchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("type").add("string").add("number").add("boolean");
    return schema;
  }

  private static ObjectNode enumSchema(List<String> values) {
    ObjectNode schema = typeSchema("string");
    ArrayNode words = schema.putArray("enum");
    values.forEach(words::add);
    return schema;
  }

  private static ObjectNode typeSchema(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode referenceSchema(String definition) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/definitions/" + definition);
  }

  /** Where the documents of a file depart from the schema; empty if they do not. */
  public static List<String> check(List<YamlNode> documents) {
    Check check = new Check();
    for (YamlNode document : documents) {
      if (!ItemNode.isNull(document)) {
        check.document(document);
      }
    }
    return check.problems;
  }

  private static List<String> priorities() {
    List<String> names = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      if (priority == Priority.INFORMATIONAL) {
        names.add("INFO");
      }
      names.add(priority.name());
    }
    return names;
  }

  private static List<String> modes() {
    return Stream.of(OverrideMode.values()).map(OverrideMode::text).toList();
  }

  /** Walks documents beside the schema. */
  private static final class Check {

    private final List<String> problems = new ArrayList<>();

    void document(YamlNode document) {
      if (!(document instanceof YamlSequence)) {
        fail("<root>", "is not a list");
        return;
      }
      int index = 0;
      for (YamlNode item : ((YamlSequence) document).items()) {
        item(item, "<root>[" + index + "]");
        index++;
      }
    }

    private void item(YamlNode node, String path) {
      if (!(node instanceof YamlMapping)) {
        fail(path, "is not a mapping");
        return;
      }
      for (YamlMapping.Entry entry : ((YamlMapping) node).entries()) {
        RuleKey key = KEYS.get(entry.name());
        if (key == null) {
          fail(path, "unknown key '" + entry.name() + "'");
        } else {
          value(entry.value(), key, path + "[" + key.text() + "]");
        }
      }
    }

    private void value(YamlNode value, RuleKey key, String path) {
      switch (key.shape()) {
        case TEXT, PLACED_TEXT -> scalar(value, path);
        case BOOLEAN -> oneOf(value, List.of("true", "false"), path);
        case NUMBER -> {
          if (!(value instanceof YamlScalar scalar)
              || Numbers.parseUnsigned(scalar.text()) == null) {
            fail(path, "is not a whole number");
          }
        }
        case PRIORITY -> oneOf(value, priorities(), path);
        case ITEMS, TAGS -> {
          for (YamlNode item : items(value, path)) {
            scalar(item, path);
          }
        }
        case EXCEPTIONS -> {
          for (YamlNode item : items(value, path)) {
            mapping(item, List.of(NAME), List.of(NAME, "fields", "comps", "values"), path);
          }
        }
        case OVERRIDES -> overrides(value, path);
        case PLUGIN_VERSIONS -> {
          for (YamlNode item : items(value, path)) {
            plugin(item, path);
          }
        }
      }
    }

    private void plugin(YamlNode node, String path) {
      mapping(node, List.of(NAME, VERSION), List.of(NAME, VERSION, ALTERNATIVES), path);
      YamlNode alternatives = node instanceof YamlMapping plugin ? plugin.get(ALTERNATIVES) : null;
      if (alternatives != null) {
        for (YamlNode alternative : items(alternatives, path)) {
          mapping(alternative, List.of(NAME, VERSION), List.of(NAME, VERSION), path);
        }
      }
    }

    private void overrides(YamlNode value, String path) {
      if (!(value instanceof YamlMapping)) {
        fail(path, "is not a mapping");
        return;
      }
      YamlMapping overrides = (YamlMapping) value;
      if (overrides.entries().isEmpty()) {
        fail(path, "is empty");
      }
      for (YamlMapping.Entry entry : overrides.entries()) {
        RuleKey key = KEYS.get(entry.name());
        if (key == null || !key.isOverridable()) {
          fail(path, "unknown key '" + entry.name() + "'");
        } else {
          oneOf(entry.value(), modes(), path + "[" + key.text() + "]");
        }
      }
    }

    private void mapping(YamlNode node, List<String> required, List<String> allowed, String path) {
      if (!(node instanceof YamlMapping)) {
        fail(path, "is not a mapping");
        return;
      }
      YamlMapping mapping = (YamlMapping) node;
      for (String key : required) {
        if (mapping.get(key) == null) {
          fail(path, "has no key '" + key + "'");
        }
      }
      for (YamlMapping.Entry entry : mapping.entries()) {
        if (!allowed.contains(entry.name())) {
          fail(path, "unknown key '" + entry.name() + "'");
        }
      }
    }

    private List<YamlNode> items(YamlNode value, String path) {
      if (value instanceof YamlSequence sequence) {
        return sequence.items();
      }
      fail(path, "is not a list");
      return List.of();
    }

    private void scalar(YamlNode value, String path) {
      if (!(value instanceof YamlScalar)) {
        fail(path, "is not a text");
      }
    }

    private void oneOf(YamlNode value, List<String> words, String path) {
      if (!(value instanceof YamlScalar scalar) || !words.contains(scalar.text())) {
        fail(path, "is none of " + String.join(", ", words));
      }
    }

    private void fail(String path, String problem) {
      problems.add("failed for " + path + ": " + problem);
    }
  }
}

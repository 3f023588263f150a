// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.NearestNames;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of the configuration, made from {@link ConfigKeys}, and the check of documents
 * against it. The check reads the very document that is printed; it knows the words of JSON Schema
 * that {@link ConfigType} and its neighbours use. As in Falco, scalars count as whatever they can
 * be read as.
 */
public final class ConfigSchema {

  private static final String PROPERTIES = "properties";
  private static final String ADDITIONAL = "additionalProperties";

  private static final ObjectNode DOCUMENT = make();

  private ConfigSchema() {}

  /** The schema, as a JSON document. */
  public static ObjectNode document() {
    return DOCUMENT.deepCopy();
  }

  /**
   * Checks a document.
   *
   * @param file what messages call it
   * @return what is wrong with it, one line each, with its place
   */
  static List<String> check(String file, YamlNode node) {
    Check check = new Check(file);
    check.value(node, DOCUMENT, "");
    return check.problems;
  }

  /**
   * The first name on a path that the schema does not know.
   *
   * @return empty if all are known
   */
  static Optional<Unknown> findUnknown(ConfigPath path) {
    JsonNode schema = DOCUMENT;
    StringBuilder parent = new StringBuilder();
    for (ConfigPath.Step step : path.steps()) {
      String name = step.name();
      if (name == null) {
        schema = schema.path("items");
        parent.append("[]");
      } else if (schema.path(PROPERTIES).has(name)) {
        schema = schema.path(PROPERTIES).path(name);
        parent.append(parent.isEmpty() ? "" : ".").append(name);
      } else if (schema.path(ADDITIONAL).isBoolean()) {
        return Optional.of(new Unknown(parent.toString(), name, namesIn(schema)));
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * A key that is not in the schema.
   *
   * @param parent path of the mapping that it stands in; empty for the whole document
   * @param known the names that could have stood there
   */
  record Unknown(String parent, String name, List<String> known) {

    /** A question for who wrote it, to be put behind a message; empty if nothing is near. */
    String hint() {
      List<String> near =
          NearestNames.to(name, known).stream()
              .map(each -> parent.isEmpty() ? each : parent + "." + each)
              .toList();
      return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
  }

  private static ObjectNode make() {
    ObjectNode schema = ConfigShape.of().schema();
    schema.put("$schema", "http://json-schema.org/draft-06/schema#");
    schema.put("title", "falcoj configuration");
    for (ConfigKey<?> key : ConfigKeys.all()) {
      ObjectNode parent = schema;
      String[] names = key.path().split("\\.");
      for (int i = 0; i < names.length - 1; i++) {
        ObjectNode siblings = parent.withObjectProperty(PROPERTIES);
        if (!siblings.has(names[i])) {
          siblings.set(names[i], ConfigShape.of().schema());
        }
        parent = siblings.withObjectProperty(names[i]);
      }
      ObjectNode value = key.type().schema().deepCopy();
      value.put("description", key.description());
      parent.withObjectProperty(PROPERTIES).set(names[names.length - 1], value);
    }
    return schema;
  }

  private static List<String> namesIn(JsonNode schema) {
    return List.copyOf(schema.path(PROPERTIES).propertyNames());
  }

  /** Walks a document beside the schema. */
  private static final class Check {

    private final String file;
    private final List<String> problems = new ArrayList<>();

    Check(String file) {
      this.file = file;
    }

    void value(YamlNode node, JsonNode schema, String path) {
      if (node instanceof YamlScalar scalar && scalar.isNull()) {
        return;
      }
      if (schema.has("anyOf")) {
        anyOf(node, schema.get("anyOf"), path);
      } else if (!isOfType(node, schema.get("type"))) {
        report(node, path, "found " + node.describe() + ", expected " + types(schema));
      } else if (node instanceof YamlMapping mapping) {
        mapping(mapping, schema, path);
      } else if (node instanceof YamlSequence sequence) {
        int index = 0;
        for (YamlNode item : sequence.items()) {
          value(item, schema.get("items"), path + "[" + index + "]");
          index++;
        }
      } else {
        word((YamlScalar) node, schema, path);
      }
    }

    private void anyOf(YamlNode node, JsonNode schemas, String path) {
      List<String> expected = new ArrayList<>();
      for (JsonNode schema : schemas) {
        if (isOfType(node, schema.get("type"))) {
          value(node, schema, path);
          return;
        }
        expected.add(types(schema));
      }
      report(
          node, path, "found " + node.describe() + ", expected " + String.join(" or ", expected));
    }

    private void mapping(YamlMapping mapping, JsonNode schema, String path) {
      if (mapping.entries().size() < schema.path("minProperties").asInt(0)) {
        report(mapping, path, "found nothing, expected " + String.join(" or ", namesIn(schema)));
      }
      for (JsonNode name : schema.path("required")) {
        if (mapping.get(name.stringValue()) == null) {
          report(mapping, path, "lacks the key " + name.stringValue());
        }
      }
      for (YamlMapping.Entry entry : mapping.entries()) {
        String name = String.valueOf(entry.name());
        JsonNode known = schema.path(PROPERTIES).path(name);
        JsonNode further = schema.path(ADDITIONAL);
        if (known.isObject() || further.isObject()) {
          String inner = path.isEmpty() ? name : path + "." + name;
          value(entry.value(), known.isObject() ? known : further, inner);
        } else if (further.isBoolean()) {
          Unknown unknown = new Unknown(path, name, namesIn(schema));
          report(entry.key(), path, "unknown key \"" + name + "\"" + unknown.hint());
        }
      }
      for (YamlMapping.Entry entry : mapping.duplicates()) {
        report(entry.key(), path, "the key \"" + entry.name() + "\" stands here twice");
      }
    }

    private void word(YamlScalar scalar, JsonNode schema, String path) {
      JsonNode words = schema.path("enum");
      List<String> known = new ArrayList<>();
      words.forEach(word -> known.add(word.stringValue()));
      if (!known.isEmpty() && !known.contains(scalar.text())) {
        report(
            scalar,
            path,
            "found " + scalar.describe() + ", expected " + String.join(" or ", known));
      }
    }

    private static boolean isOfType(YamlNode node, @Nullable JsonNode type) {
      if (type == null) {
        return true;
      }
      if (type.isArray()) {
        for (JsonNode each : type) {
          if (isOfType(node, each)) {
            return true;
          }
        }
        return false;
      }
      return switch (type.stringValue()) {
        case "object" -> node instanceof YamlMapping;
        case "array" -> node instanceof YamlSequence;
        case "boolean" -> ConfigType.BOOLEAN.reader().apply(node).isPresent();
        case "integer" -> ConfigType.INTEGER.reader().apply(node).isPresent();
        case "number" -> ConfigType.NUMBER.reader().apply(node).isPresent();
        case "null" -> false; // Found to be so before.
        default -> node instanceof YamlScalar;
      };
    }

    private static String types(JsonNode schema) {
      JsonNode type = schema.path("type");
      return switch (type.isArray() ? "any" : type.stringValue()) {
        case "object" -> "a mapping";
        case "array" -> "a list";
        case "boolean" -> ConfigType.BOOLEAN.description();
        case "integer" -> ConfigType.INTEGER.description();
        case "number" -> ConfigType.NUMBER.description();
        default -> ConfigType.TEXT.description();
      };
    }

    private void report(YamlNode node, String path, String problem) {
      problems.add(
          "%s:%d:%d: %s%s"
              .formatted(
                  file,
                  node.span().line(),
                  node.span().column(),
                  path.isEmpty() ? "" : path + ": ",
                  problem));
    }
  }
}

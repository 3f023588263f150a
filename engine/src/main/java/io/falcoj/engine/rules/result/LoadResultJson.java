// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Renders a result in the shape that Falco gives its results, keys in the order of its printer. */
final class LoadResultJson {

  private LoadResultJson() {}

  static ObjectNode of(LoadResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("errors", diagnostics(result.errors()));
    json.put("name", result.file());
    List<String> schemaProblems = result.schemaProblems();
    if (schemaProblems != null) {
      json.put("schema_valid", result.isSchemaValid());
      ArrayNode schemaWarnings = json.putArray("schema_warnings");
      schemaProblems.forEach(schemaWarnings::add);
    }
    json.put("successful", result.isSuccessful());
    json.set("warnings", diagnostics(result.warnings()));
    return json;
  }

  private static ArrayNode diagnostics(List<Diagnostic> diagnostics) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Diagnostic diagnostic : diagnostics) {
      array.add(diagnostic(diagnostic));
    }
    return array;
  }

  private static ObjectNode diagnostic(Diagnostic diagnostic) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", diagnostic.code().name());
    json.put(
        "codedesc",
        diagnostic.isError() ? diagnostic.code().title() : diagnostic.code().description());
    json.set("context", context(diagnostic.context()));
    if (diagnostic.deprecatedField() != null) {
      json.put("deprecated_field", diagnostic.deprecatedField());
    }
    if (diagnostic.hint() != null) {
      json.put("hint", diagnostic.hint());
    }
    json.put("message", diagnostic.message());
    return json;
  }

  private static ObjectNode context(LoadContext context) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode locations = json.putArray("locations");
    for (LoadContext.Location location : context.locations()) {
      ObjectNode entry = locations.addObject();
      entry.put("item_name", location.itemName());
      entry.put("item_type", location.itemType().text());
      ObjectNode position = entry.putObject("position");
      position.put("column", location.column());
      position.put("line", location.line());
      position.put("name", location.name());
      position.put("offset", location.offset());
    }
    json.put("snippet", context.snippet());
    return json;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.listing;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.FieldDefinition;
import java.util.List;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A list of fields as JSON: keys in alphabetical order, indented by two blanks. */
final class FieldListJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FieldListJson() {}

  static String render(List<ListedClass> classes) {
    ArrayNode array = NODES.arrayNode();
    for (ListedClass listed : classes) {
      ObjectNode node = array.addObject();
      node.put("desc", listed.fieldClass().description());
      ArrayNode sources = node.putArray("event_sources");
      listed.sources().stream().sorted().forEach(sources::add);
      ArrayNode fields = node.putArray("fields");
      listed.fields().forEach(field -> addField(field, fields.addObject()));
      node.put("name", listed.fieldClass().name());
    }
    return print(NODES.objectNode().set("fieldclasses", array));
  }

  static String renderNames(List<String> names) {
    ArrayNode array = NODES.arrayNode();
    names.forEach(array::add);
    return print(NODES.objectNode().set("fieldnames", array));
  }

  private static void addField(FieldDefinition field, ObjectNode node) {
    ArgumentRule rule = field.argumentRule();
    if (rule.allowed()) {
      ObjectNode argument = node.putObject("argument");
      argument.put("required", rule.required());
      ArrayNode types = argument.putArray("type");
      if (rule.index()) {
        types.add("INDEX");
      }
      if (rule.key()) {
        types.add("KEY");
      }
    } else {
      node.putNull("argument");
    }
    node.put("desc", field.description());
    node.put("is_list", field.list());
    node.put("name", field.name());
    node.put("type", field.type().toString());
  }

  private static String print(Object node) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    ObjectWriter writer = JsonMapper.shared().writer().with(printer);
    return writer.writeValueAsString(node) + "\n";
  }
}

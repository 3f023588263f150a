// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.listing;

import io.falcoj.engine.FieldDefinition;
import java.util.List;

/** A list of fields as Markdown tables, for the documentation. */
final class FieldListMarkdown {

  private FieldListMarkdown() {}

  static String render(List<ListedClass> classes) {
    StringBuilder text = new StringBuilder();
    for (ListedClass listed : classes) {
      text.append("## Field Class: ").append(listed.fieldClass().name()).append("\n\n");
      text.append(escape(listed.fieldClass().description())).append("\n\n");
      text.append("Event Sources: ").append(String.join(" ", listed.sources())).append("\n\n");
      text.append("Name | Type | Description\n");
      text.append(":----|:-----|:-----------\n");
      for (FieldDefinition field : listed.fields()) {
        text.append('`').append(field.name()).append("` | ");
        text.append(field.list() ? "LIST(" + field.type() + ")" : field.type());
        text.append(" | ").append(escape(field.description())).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String escape(String description) {
    return description.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }
}

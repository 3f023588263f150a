// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.listing;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import java.util.List;
import java.util.Set;

/** A list of fields in two columns, for a terminal of 120 characters. */
final class FieldListText {

  private static final String RULE = "-------------------------------\n";
  private static final int LEFT_WIDTH = 30;
  private static final int RIGHT_WIDTH = 120 - LEFT_WIDTH;

  private FieldListText() {}

  static String render(List<ListedClass> classes, boolean verbose) {
    StringBuilder text = new StringBuilder();
    for (ListedClass listed : classes) {
      appendClass(listed, verbose, text);
      text.append('\n');
    }
    return text.toString();
  }

  private static void appendClass(ListedClass listed, boolean verbose, StringBuilder text) {
    FieldClass fieldClass = listed.fieldClass();
    text.append(RULE);
    appendEntry(
        "Field Class:", fieldClass.name() + " (" + fieldClass.shortDescription() + ")", text);
    appendEntry("Description:", fieldClass.description(), text);
    appendEntry("Event Sources:", String.join(" ", listed.sources()), text);
    text.append('\n');
    for (FieldDefinition field : listed.fields()) {
      appendEntry(field.name(), describe(field, verbose), text);
    }
  }

  private static String describe(FieldDefinition field, boolean verbose) {
    Set<String> tags = ListedClass.tags(field);
    return (verbose ? "(Type: " + field.type() + ") " : "")
        + (tags.isEmpty() ? "" : "(" + String.join(",", tags) + ") ")
        + field.description();
  }

  private static void appendEntry(String left, String right, StringBuilder text) {
    text.append(left);
    int column = left.length();
    if (column >= LEFT_WIDTH) {
      text.append('\n');
      column = 0;
    }
    text.append(" ".repeat(LEFT_WIDTH - column));
    int used = 0;
    for (String word : right.split(" ")) {
      if (used > 0 && used + 1 + word.length() > RIGHT_WIDTH) {
        text.append('\n').append(" ".repeat(LEFT_WIDTH));
        used = 0;
      }
      if (used > 0) {
        text.append(' ');
        used++;
      }
      text.append(word);
      used += word.length();
    }
    text.append('\n');
  }
}

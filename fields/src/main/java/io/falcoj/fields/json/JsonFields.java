// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.json;

import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldDefinition.Flag.JSON;
import static io.falcoj.engine.FieldType.CHARBUF;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonEvent;
import io.falcoj.json.JsonPointer;

/**
 * Class {@code json}: fields {@code json.*}, and {@code jevt.*}, by which older rules know them.
 * Follows the json plugin 0.7.3.
 */
public final class JsonFields {

  private static final int LONGEST_NUMBER = 20;

  private JsonFields() {}

  /**
   * The class.
   *
   * @param sources those whose events are {@link JsonEvent}s
   */
  public static FieldClass fieldClass(String... sources) {
    FieldTable fields =
        new FieldTable(
            "json", "JSON events", "Any part of an event that is a JSON document.", sources);
    fields.flagEvery(JSON);
    for (String family : new String[] {"json", "jevt"}) {
      fields
          .add(
              family + ".value",
              CHARBUF,
              "The value that a JSON pointer leads to: "
                  + family
                  + ".value[/user/username]. An object or array is its text without blanks. Absent"
                  + " if there is no such value.")
          .argument(REQUIRED_KEY)
          .bound(JsonFields::bindValue);
      fields
          .add(family + ".obj", CHARBUF, "The whole event, indented by two blanks.")
          .reads((event, values) -> json(event).addPrettyText(JsonDocument.ROOT, values));
      fields
          .add(
              family + ".rawtime",
              CHARBUF,
              "Time of the event in nanoseconds since the epoch, as evt.rawtime.")
          .reads(JsonFields::readRawTime);
    }
    return fields.toFieldClass();
  }

  private static BoundField bindValue(FieldDefinition definition, FieldArgument argument)
      throws FieldArgumentException {
    JsonPointer pointer;
    try {
      pointer = JsonPointer.parse(argument.requiredText());
    } catch (IllegalArgumentException e) {
      throw new FieldArgumentException(definition.name() + ": " + e.getMessage());
    }
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        (event, values) -> {
          JsonDocument json = json(event);
          int node = json.find(pointer);
          if (node != JsonDocument.NONE) {
            json.addText(node, values);
          }
        });
  }

  private static void readRawTime(Event event, Values values) {
    int start = values.reserve(LONGEST_NUMBER);
    byte[] text = values.scratch();
    long rest = Math.abs(event.timestampNanos());
    int first = start + LONGEST_NUMBER;
    do {
      text[--first] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (event.timestampNanos() < 0) {
      text[--first] = '-';
    }
    values.addScratch(first, start + LONGEST_NUMBER - first);
  }

  private static JsonDocument json(Event event) {
    return ((JsonEvent) event).json();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.constant;

import static io.falcoj.engine.FieldDefinition.Flag.SUGGESTED;
import static io.falcoj.engine.FieldType.CHARBUF;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Class {@code static}: the same text for every event, as {@code static_fields} configures it. */
public final class StaticFields {

  private StaticFields() {}

  /**
   * The class.
   *
   * @param texts by the names of the fields, without {@code static.}
   */
  public static FieldClass fieldClass(Map<String, String> texts) {
    FieldTable fields = new FieldTable("static", "Configured texts", "What static_fields says.");
    texts.forEach(
        (name, text) -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          fields
              .add("static." + name, CHARBUF, "The same text for every event.")
              .flags(SUGGESTED)
              .reads((event, values) -> values.addText(bytes));
        });
    return fields.toFieldClass();
  }
}

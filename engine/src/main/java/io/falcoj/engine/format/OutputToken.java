// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an output text: literal text, or a field.
 *
 * @param literal the text; null for a field
 * @param field the field; null for text
 * @param width characters to which the value is padded or cut; 0 for as long as it is
 */
record OutputToken(@Nullable String literal, @Nullable Slot field, int width) {

  static OutputToken literal(String text) {
    return new OutputToken(text, null, 0);
  }

  static OutputToken field(Slot slot, int width) {
    return new OutputToken(null, slot, width);
  }

  /**
   * Appends the piece for the event of {@code context}.
   *
   * @param absentText what stands for an absent field; null if it must not be absent
   * @return false if it is absent and must not be; nothing is appended then
   */
  boolean append(EvalContext context, @Nullable String absentText, StringBuilder text) {
    if (literal != null) {
      text.append(literal);
      return true;
    }
    Slot slot = field;
    if (slot == null) {
      return true;
    }
    int start = text.length();
    Values values = context.values(slot.index());
    if (!SlotText.isAbsent(values)) {
      SlotText.append(slot, values, text);
    } else if (absentText != null) {
      text.append(absentText);
    } else {
      return false;
    }
    if (width > 0) {
      fit(text, start);
    }
    return true;
  }

  private void fit(StringBuilder text, int start) {
    int characters = text.codePointCount(start, text.length());
    if (characters > width) {
      text.setLength(text.offsetByCodePoints(start, width));
    }
    for (int i = characters; i < width; i++) {
      text.append(' ');
    }
  }
}

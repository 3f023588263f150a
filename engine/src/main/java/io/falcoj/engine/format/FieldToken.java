// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A field or transformer.
 *
 * @param width characters to which the value is padded or cut; 0 for as long as it is
 */
record FieldToken(Slot slot, int width) implements OutputToken {

  @Override
  public boolean append(EvalContext context, @Nullable String absentText, StringBuilder text) {
    int start = text.length();
    Values values = context.values(slot.index());
    if (SlotText.hasText(slot, values)) {
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

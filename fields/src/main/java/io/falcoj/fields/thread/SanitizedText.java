// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.thread;

import io.falcoj.engine.Values;
import io.falcoj.engine.text.PrintableText;

/** Adds texts that may hold what cannot be printed. */
public final class SanitizedText {

  private SanitizedText() {}

  /** Adds a text of the state or the event, in place if all of it can be printed. */
  public static void add(byte[] array, int offset, int length, Values values) {
    if (PrintableText.isPrintable(array, offset, offset + length)) {
      values.addText(array, offset, length);
    } else {
      values.addText(PrintableText.sanitize(array, offset, length));
    }
  }

  /** Adds the text that was written to the scratch of {@code values}. */
  public static void addScratch(int offset, int length, Values values) {
    byte[] scratch = values.scratch();
    if (PrintableText.isPrintable(scratch, offset, offset + length)) {
      values.addScratch(offset, length);
    } else {
      values.addText(PrintableText.sanitize(scratch, offset, length));
    }
  }
}

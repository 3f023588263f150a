// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.thread;

import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.state.PrintableText;
import java.util.Arrays;

/** Adds texts that may hold what cannot be printed. */
public final class SanitizedText {

  private SanitizedText() {}

  /** Adds a text of the state or the event, in place if all of it can be printed. */
  public static void add(byte[] array, int offset, int length, Values values) {
    if (isPrintable(array, offset, offset + length)) {
      values.addText(array, offset, length);
    } else {
      values.addText(
          PrintableText.sanitize(Arrays.copyOfRange(array, offset, offset + length)));
    }
  }

  /** Adds the text that was written to the scratch of {@code values}. */
  public static void addScratch(int offset, int length, Values values) {
    byte[] scratch = values.scratch();
    if (isPrintable(scratch, offset, offset + length)) {
      values.addScratch(offset, length);
    } else {
      values.addText(
          PrintableText.sanitize(Arrays.copyOfRange(scratch, offset, offset + length)));
    }
  }

  private static boolean isPrintable(byte[] array, int start, int end) {
    int index = start;
    while (index < end) {
      int length = PrintableText.sequenceLength(array, index, end);
      if (length < 0) {
        return false;
      }
      index += length;
    }
    return true;
  }
}

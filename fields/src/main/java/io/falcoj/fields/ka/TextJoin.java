// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Values;

/** Puts texts together inside a {@link Values}. */
final class TextJoin {

  private TextJoin() {}

  /** Replaces the elements from {@code first} on, at least one and all text, by one text. */
  static void joinFrom(int first, byte separator, Values values) {
    int last = values.size() - 1;
    if (last == first) {
      return;
    }
    int length = last - first;
    for (int i = first; i <= last; i++) {
      length += values.lengthAt(i);
    }
    int start = values.reserve(length);
    byte[] joined = values.scratch();
    int end = start;
    for (int i = first; i <= last; i++) {
      if (i > first) {
        joined[end++] = separator;
      }
      System.arraycopy(values.arrayAt(i), values.offsetAt(i), joined, end, values.lengthAt(i));
      end += values.lengthAt(i);
    }
    values.truncate(first);
    values.addScratch(start, length);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import java.util.EnumSet;

/** {@code tolower} and {@code toupper}: the letters of ASCII in the other case. */
final class CaseTransformer extends TextTransformer {

  private final byte first;
  private final byte last;

  private CaseTransformer(String name, char first, char last, String description) {
    super(name, EnumSet.of(FieldType.CHARBUF, FieldType.FSPATH, FieldType.FSRELPATH), description);
    this.first = (byte) first;
    this.last = (byte) last;
  }

  /** {@code tolower}. */
  static Transformer toLower() {
    return new CaseTransformer("tolower", 'A', 'Z', "The text with ASCII letters in lower case.");
  }

  /** {@code toupper}. */
  static Transformer toUpper() {
    return new CaseTransformer("toupper", 'a', 'z', "The text with ASCII letters in upper case.");
  }

  @Override
  boolean transform(Values source, int index, Values result) {
    byte[] array = source.arrayAt(index);
    int offset = source.offsetAt(index);
    int length = source.lengthAt(index);
    int start = result.reserve(length);
    byte[] target = result.scratch();
    for (int i = 0; i < length; i++) {
      byte value = array[offset + i];
      // One bit tells the cases of a letter apart.
      target[start + i] = value >= first && value <= last ? (byte) (value ^ 0x20) : value;
    }
    result.addScratch(start, length);
    return true;
  }
}

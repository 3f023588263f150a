// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import java.util.Arrays;
import java.util.EnumSet;

/**
 * {@code b64}: decodes base64, padded or not. A text that is not base64, one with bits left over
 * among it, gives an absent result.
 */
final class Base64Transformer extends TextTransformer {

  private static final byte INVALID = -1;
  private static final byte[] DIGITS = digits();

  Base64Transformer() {
    super(
        "b64",
        EnumSet.of(FieldType.CHARBUF, FieldType.BYTEBUF),
        "The bytes that a base64 text stands for; absent if it is none.");
  }

  @Override
  boolean transform(Values source, int index, Values result) {
    byte[] array = source.arrayAt(index);
    int offset = source.offsetAt(index);
    int padded = source.lengthAt(index);
    int length = lengthWithoutPadding(array, offset, padded);
    if (length % 4 == 1 || (length == 0 && padded > 0)) {
      return false;
    }
    int start = result.reserve(length / 4 * 3 + 2);
    byte[] target = result.scratch();
    int written = start;
    int bits = 0;
    int pending = 0;
    for (int i = 0; i < length; i++) {
      byte digit = DIGITS[array[offset + i] & 0xff];
      if (digit == INVALID) {
        return false;
      }
      pending = pending << 6 | digit;
      bits += 6;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        target[written++] = (byte) (pending >> bits);
        pending &= (1 << bits) - 1;
      }
    }
    if (pending != 0) {
      return false;
    }
    result.addScratch(start, written - start);
    return true;
  }

  private static int lengthWithoutPadding(byte[] array, int offset, int length) {
    int unpadded = length;
    while (unpadded > 0 && length - unpadded < 2 && array[offset + unpadded - 1] == '=') {
      unpadded--;
    }
    return unpadded;
  }

  private static byte[] digits() {
    byte[] digits = new byte[256];
    Arrays.fill(digits, INVALID);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      digits[alphabet.charAt(i)] = (byte) i;
    }
    return digits;
  }
}

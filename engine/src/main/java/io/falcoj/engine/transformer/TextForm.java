// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How values of a type become text inside a transformer, without allocation. */
enum TextForm {
  TEXT {
    @Override
    int maxLength(Values values, int index) {
      return values.lengthAt(index);
    }

    @Override
    int write(Values values, int index, byte[] target, int at) {
      int length = values.lengthAt(index);
      System.arraycopy(values.arrayAt(index), values.offsetAt(index), target, at, length);
      return at + length;
    }
  },
  NUMBER {
    @Override
    int maxLength(Values values, int index) {
      return MAX_DIGITS;
    }

    @Override
    int write(Values values, int index, byte[] target, int at) {
      long value = values.longAt(index);
      if (value >= 0) {
        return writeUnsigned(value, target, at);
      }
      target[at] = '-';
      return writeUnsigned(-value, target, at + 1);
    }
  },
  UNSIGNED_NUMBER {
    @Override
    int maxLength(Values values, int index) {
      return MAX_DIGITS;
    }

    @Override
    int write(Values values, int index, byte[] target, int at) {
      return writeUnsigned(values.longAt(index), target, at);
    }
  },
  BOOLEAN {
    @Override
    int maxLength(Values values, int index) {
      return FALSE.length;
    }

    @Override
    int write(Values values, int index, byte[] target, int at) {
      byte[] word = values.longAt(index) == 0 ? FALSE : TRUE;
      System.arraycopy(word, 0, target, at, word.length);
      return at + word.length;
    }
  };

  private static final int MAX_DIGITS = 20;
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);

  /** The form of values of {@code type}; empty if they have none here. */
  static Optional<TextForm> of(FieldType type) {
    if (type == FieldType.BOOL) {
      return Optional.of(BOOLEAN);
    }
    switch (type.storage()) {
      case TEXT:
        return Optional.of(TEXT);
      case LONG:
        return Optional.of(NUMBER);
      case UNSIGNED:
        return Optional.of(UNSIGNED_NUMBER);
      case DOUBLE:
      case ADDRESS:
        return Optional.empty();
    }
    throw new AssertionError(type);
  }

  /** Most bytes that the text of a present element takes. */
  abstract int maxLength(Values values, int index);

  /**
   * Writes the text of a present element.
   *
   * @return where it ends
   */
  abstract int write(Values values, int index, byte[] target, int at);

  private static int writeUnsigned(long value, byte[] target, int at) {
    int digits = 1;
    for (long rest = Long.divideUnsigned(value, 10); rest != 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      target[i] = (byte) ('0' + Long.remainderUnsigned(rest, 10));
      rest = Long.divideUnsigned(rest, 10);
    }
    return at + digits;
  }
}

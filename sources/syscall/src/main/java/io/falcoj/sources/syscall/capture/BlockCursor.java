// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.layout.EventLayout;
import java.util.Arrays;

/**
 * Reads the entries of one block in order and never past its end. Once a read does not fit, {@link
 * #isBroken()} stays true and every further read yields zero, so that callers check once per entry.
 */
final class BlockCursor {

  private static final byte[] NOTHING = {};

  private byte[] array = NOTHING;
  private int position;
  private int end;
  private boolean broken;

  void reset(byte[] block, int start, int length) {
    array = block;
    position = start;
    end = start + length;
    broken = false;
  }

  int remaining() {
    return end - position;
  }

  int position() {
    return position;
  }

  boolean isBroken() {
    return broken;
  }

  /** Narrows the cursor to the next {@code length} bytes; returns the end to restore. */
  int enter(int length) {
    int outer = end;
    if (length < 0 || length > remaining()) {
      broken = true;
      return outer;
    }
    end = position + length;
    return outer;
  }

  /** Skips what is left of the narrowed range and widens the cursor again. */
  void leave(int outer) {
    position = end;
    end = outer;
  }

  boolean has(int length) {
    return !broken && remaining() >= length;
  }

  byte nextByte() {
    return take(1) ? array[position - 1] : 0;
  }

  int nextShort() {
    return take(Short.BYTES) ? EventLayout.unsignedShortAt(array, position - Short.BYTES) : 0;
  }

  int nextInt() {
    return take(Integer.BYTES) ? EventLayout.intAt(array, position - Integer.BYTES) : 0;
  }

  long nextLong() {
    return take(Long.BYTES) ? EventLayout.longAt(array, position - Long.BYTES) : 0;
  }

  byte[] nextBytes(int length) {
    return take(length) ? Arrays.copyOfRange(array, position - length, position) : NOTHING;
  }

  /** Bytes behind their length in two bytes. */
  byte[] nextSized() {
    return nextBytes(nextShort());
  }

  private boolean take(int length) {
    if (broken || length < 0 || length > end - position) {
      broken = true;
      return false;
    }
    position += length;
    return true;
  }
}

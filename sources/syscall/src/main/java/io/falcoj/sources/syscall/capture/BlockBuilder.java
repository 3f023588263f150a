// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.layout.EventLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Puts one block together after the other, each with its length before and behind. The buffer grows
 * to the longest block. Not thread-safe.
 */
final class BlockBuilder {

  /** Texts stand behind their length in two bytes; what is longer is cut. */
  private static final int MAX_TEXT = 0xFFFF;

  private static final int LENGTH_OFFSET = Integer.BYTES;

  private byte[] bytes = new byte[1 << 12];
  private int position;

  /** Begins a block. */
  BlockBuilder begin(int type) {
    position = 0;
    return addInt(type).addInt(0);
  }

  /** Length of the block so far. */
  int length() {
    return position;
  }

  /** Ends the block and writes it. */
  void writeTo(OutputStream output) throws IOException {
    while (position % Integer.BYTES != 0) {
      addByte(0);
    }
    int length = position + Integer.BYTES;
    addInt(length);
    EventLayout.putInt(bytes, LENGTH_OFFSET, length);
    output.write(bytes, 0, length);
  }

  /** Begins an entry, whose length {@link #endEntry} sets. */
  int beginEntry() {
    addInt(0);
    return position - Integer.BYTES;
  }

  /**
   * Ends an entry.
   *
   * @param entry what {@link #beginEntry} returned
   * @param counted how many bytes its length counts beside what stands behind it
   */
  void endEntry(int entry, int counted) {
    EventLayout.putInt(bytes, entry, position - entry - Integer.BYTES + counted);
  }

  BlockBuilder addByte(int value) {
    reserve(1);
    bytes[position++] = (byte) value;
    return this;
  }

  BlockBuilder addFlag(boolean value) {
    return addByte(value ? 1 : 0);
  }

  BlockBuilder addShort(int value) {
    reserve(Short.BYTES);
    EventLayout.putShort(bytes, position, value);
    position += Short.BYTES;
    return this;
  }

  BlockBuilder addInt(int value) {
    reserve(Integer.BYTES);
    EventLayout.putInt(bytes, position, value);
    position += Integer.BYTES;
    return this;
  }

  BlockBuilder addLong(long value) {
    reserve(Long.BYTES);
    EventLayout.putLong(bytes, position, value);
    position += Long.BYTES;
    return this;
  }

  BlockBuilder addBytes(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, position, length);
    position += length;
    return this;
  }

  /** Bytes behind their length in two bytes. */
  BlockBuilder addText(byte[] text) {
    int length = Math.min(text.length, MAX_TEXT);
    return addShort(length).addBytes(text, 0, length);
  }

  /** Bytes in a field of fixed length, the rest of it zero. */
  BlockBuilder addField(byte[] text, int fieldLength) {
    reserve(fieldLength);
    int length = Math.min(text.length, fieldLength - 1);
    System.arraycopy(text, 0, bytes, position, length);
    Arrays.fill(bytes, position + length, position + fieldLength, (byte) 0);
    position += fieldLength;
    return this;
  }

  private void reserve(int length) {
    if (bytes.length - position < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + length));
    }
  }
}

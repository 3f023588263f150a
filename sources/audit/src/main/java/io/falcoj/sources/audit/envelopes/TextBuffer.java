// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.envelopes;

import io.falcoj.json.JsonScanner;
import io.falcoj.json.JsonStrings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; there is always room behind them for a scanner. */
public final class TextBuffer {

  private static final int INITIAL_CAPACITY = 4096;

  /** Capacity that is kept; a buffer that grew beyond is given back. */
  private static final int KEPT_CAPACITY = 4 << 20;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int size;

  public void clear() {
    size = 0;
    if (bytes.length > KEPT_CAPACITY) {
      bytes = new byte[INITIAL_CAPACITY];
    }
  }

  /** The array that holds the text; another one once it has grown. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Forgets what is behind {@code newSize} bytes. */
  public void truncate(int newSize) {
    size = newSize;
  }

  void append(byte[] text) {
    append(text, 0, text.length);
  }

  void append(byte[] text, int from, int to) {
    ensure(to - from);
    System.arraycopy(text, from, bytes, size, to - from);
    size += to - from;
  }

  /** Appends what the inside of a JSON string means; it may be in this very buffer. */
  void appendUnescaped(byte[] text, int from, int to) {
    ensure(to - from);
    size += JsonStrings.unescape(text, from, to, bytes, size);
  }

  /**
   * Appends what is read from a stream.
   *
   * @param limit most bytes that are appended
   * @return whether the stream ended within the limit
   * @throws IOException after everything that could be read
   */
  boolean appendAll(InputStream stream, int limit) throws IOException {
    int left = limit;
    while (left > 0) {
      ensure(Math.min(left, INITIAL_CAPACITY));
      int read = stream.read(bytes, size, Math.min(left, bytes.length - size - JsonScanner.SLACK));
      if (read < 0) {
        return true;
      }
      size += read;
      left -= read;
    }
    return stream.read() < 0;
  }

  void append(int number) {
    append(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  private void ensure(int more) {
    if (bytes.length - size - JsonScanner.SLACK < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size * 2, size + more) + JsonScanner.SLACK);
    }
  }
}

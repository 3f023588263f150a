// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952), any number of members one after another. Unlike the JDK's it does not
 * ask how much is available to know whether another member follows, so none is lost on a slow pipe;
 * and it hands out all that can be inflated before it tells of damage.
 *
 * @see CutStreamException thrown for damage
 */
final class GzipStream extends InputStream {

  static final int MAGIC_1 = 0x1f;
  static final int MAGIC_2 = 0x8b;

  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int END = -1;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[1 << 16];
  private int inputStart;
  private int inputEnd;
  private long length;
  private boolean inMember;
  private boolean anyMember;
  private boolean atEnd;

  GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == END ? END : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (!atEnd) {
      if (!inMember && !nextMember()) {
        atEnd = true;
        break;
      }
      int inflated = inflate(target, offset, count);
      if (inflated > 0) {
        checksum.update(target, offset, inflated);
        length += inflated;
        return inflated;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsInput()) {
        fill();
        if (inputStart == inputEnd) {
          throw new CutStreamException("the gzip data ends early");
        }
        inflater.setInput(input, inputStart, inputEnd - inputStart);
      } else {
        throw new CutStreamException("the gzip data is damaged: it needs a dictionary");
      }
    }
    return END;
  }

  private int inflate(byte[] target, int offset, int count) throws CutStreamException {
    try {
      return inflater.inflate(target, offset, count);
    } catch (DataFormatException e) {
      throw new CutStreamException("the gzip data is damaged: " + e.getMessage());
    }
  }

  /** Reads the header of the next member; false if there is none. */
  private boolean nextMember() throws IOException {
    int first = next();
    // Tapes and block devices fill the last block with zeros.
    while (anyMember && first == 0) {
      first = next();
    }
    if (first == END && anyMember) {
      return false;
    }
    if (first != MAGIC_1 || header() != MAGIC_2 || header() != DEFLATE) {
      throw new CutStreamException(
          anyMember ? "something else follows the gzip data" : "the gzip data is damaged");
    }
    int flags = header();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(header() | header() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
    length = 0;
    inflater.setInput(input, inputStart, inputEnd - inputStart);
    inMember = true;
    anyMember = true;
    return true;
  }

  private void endMember() throws IOException {
    inputStart = inputEnd - inflater.getRemaining();
    inMember = false;
    long expected = trailerInt();
    long expectedLength = trailerInt();
    if (expected != checksum.getValue() || expectedLength != (length & 0xFFFFFFFFL)) {
      throw new CutStreamException("the gzip data is damaged: its checksum is wrong");
    }
  }

  private long trailerInt() throws IOException {
    return header() | header() << 8 | header() << 16 | (long) header() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      header();
    }
  }

  private void skipText() throws IOException {
    while (header() != 0) {
      // Until the NUL that ends the text.
    }
  }

  /** The next byte of a header or trailer, which must be there. */
  private int header() throws IOException {
    int value = next();
    if (value == END) {
      throw new CutStreamException("the gzip data ends early");
    }
    return value;
  }

  private int next() throws IOException {
    if (inputStart == inputEnd) {
      fill();
    }
    return inputStart == inputEnd ? END : input[inputStart++] & 0xFF;
  }

  private void fill() throws IOException {
    inputStart = 0;
    inputEnd = Math.max(0, in.read(input, 0, input.length));
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}

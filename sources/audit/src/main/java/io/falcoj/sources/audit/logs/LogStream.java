// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Opens what a log is stored as: plain text, gzip or zstd, told by its first bytes. */
public final class LogStream {

  /** Compressed texts are compressed again by some ways of shipping logs. */
  private static final int MAX_LAYERS = 3;

  private static final int MAGIC_LENGTH = 4;
  private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

  private LogStream() {}

  /**
   * The text of a log. Its {@code read} throws {@link CutStreamException} where compressed data is
   * damaged or ends early, after everything that could be read.
   */
  public static InputStream open(InputStream stored) throws IOException {
    InputStream text = stored;
    for (int layer = 0; layer < MAX_LAYERS; layer++) {
      byte[] magic = new byte[MAGIC_LENGTH];
      int length;
      try {
        length = text.readNBytes(magic, 0, MAGIC_LENGTH);
      } catch (CutStreamException e) {
        return new CutStream(e.getMessage(), text);
      }
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(magic, 0, length), text);
      if (isGzip(magic, length)) {
        text = new GzipStream(whole);
      } else if (isZstd(magic, length)) {
        text = ZstdText.open(whole);
      } else {
        return whole;
      }
    }
    return text;
  }

  /** The same for what is plain or gzip, not compressed twice. */
  public static InputStream openPlainOrGzip(InputStream stored) throws IOException {
    byte[] magic = new byte[MAGIC_LENGTH];
    int length = stored.readNBytes(magic, 0, MAGIC_LENGTH);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(magic, 0, length), stored);
    return isGzip(magic, length) ? new GzipStream(whole) : whole;
  }

  /** Whether bytes begin as compressed ones do that can be read. */
  public static boolean isCompressed(byte[] bytes, int length) {
    return isGzip(bytes, length) || isZstd(bytes, length);
  }

  private static boolean isGzip(byte[] magic, int length) {
    return length >= 2
        && (magic[0] & 0xFF) == GzipStream.MAGIC_1
        && (magic[1] & 0xFF) == GzipStream.MAGIC_2;
  }

  private static boolean isZstd(byte[] magic, int length) {
    if (length < MAGIC_LENGTH) {
      return false;
    }
    for (int i = 0; i < MAGIC_LENGTH; i++) {
      if (magic[i] != ZSTD_MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** A text of which nothing can be read. */
  private static final class CutStream extends FilterInputStream {

    private final String reason;

    CutStream(String reason, InputStream in) {
      super(in);
      this.reason = reason;
    }

    @Override
    public int read() throws IOException {
      throw new CutStreamException(reason);
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      throw new CutStreamException(reason);
    }
  }
}

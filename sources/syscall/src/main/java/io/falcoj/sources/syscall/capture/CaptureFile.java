// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Tells captures from other inputs, and reads them plain, compressed by gzip or by zstd. */
public final class CaptureFile {

  /** More than what decompressors read ahead to yield their first bytes. */
  private static final int BEGINNING_LENGTH = 1 << 18;

  private static final int INFLATER_BUFFER = 1 << 16;

  private static final byte[] GZIP = {0x1F, (byte) 0x8B};
  private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

  /** The type of a section header, which is the same in either byte order. */
  private static final byte[] SECTION_HEADER = {0x0A, 0x0D, 0x0D, 0x0A};

  private CaptureFile() {}

  /**
   * Whether an input is a capture; false too for one that cannot be decompressed. Looks at its
   * first bytes and steps back.
   *
   * @param input supports marks
   */
  public static boolean isCapture(InputStream input) throws IOException {
    byte[] beginning = beginning(input, SECTION_HEADER.length);
    if (Arrays.equals(beginning, SECTION_HEADER)) {
      return true;
    }
    input.mark(BEGINNING_LENGTH);
    try {
      InputStream decompressed = decompressed(input);
      return decompressed != input
          && Arrays.equals(decompressed.readNBytes(SECTION_HEADER.length), SECTION_HEADER);
    } catch (IOException e) {
      return false;
    } finally {
      input.reset();
    }
  }

  /**
   * The uncompressed bytes of an input; closing them closes the input.
   *
   * @param input supports marks
   */
  public static InputStream decompressed(InputStream input) throws IOException {
    byte[] beginning = beginning(input, ZSTD.length);
    if (Arrays.equals(beginning, ZSTD)) {
      return zstd(input);
    }
    boolean gzip =
        beginning.length >= GZIP.length
            && Arrays.equals(Arrays.copyOf(beginning, GZIP.length), GZIP);
    return gzip ? new GZIPInputStream(input, INFLATER_BUFFER) : input;
  }

  /** Only programs that want it bring the library for it. */
  private static InputStream zstd(InputStream input) throws IOException {
    try {
      return new ZstdInputStreamNoFinalizer(input);
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          "is compressed with zstd, which needs com.github.luben:zstd-jni on the class path", e);
    }
  }

  private static byte[] beginning(InputStream input, int length) throws IOException {
    input.mark(BEGINNING_LENGTH);
    try {
      return input.readNBytes(length);
    } finally {
      input.reset();
    }
  }
}

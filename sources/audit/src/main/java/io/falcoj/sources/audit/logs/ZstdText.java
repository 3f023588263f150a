// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells damage of zstd data from failure to read it. */
final class ZstdText extends FilterInputStream {

  private ZstdText(ZstdInputStreamNoFinalizer in) {
    super(in);
  }

  /**
   * The text of zstd data.
   *
   * @throws IOException if the library for it is not there: only programs that want it bring it
   */
  static InputStream open(InputStream stored) throws IOException {
    try {
      return new ZstdText(new ZstdInputStreamNoFinalizer(stored));
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          "is compressed with zstd, which needs com.github.luben:zstd-jni on the class path", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    try {
      return super.read(target, offset, count);
    } catch (ZstdIOException e) {
      throw new CutStreamException("the zstd data ends early or is damaged: " + e.getMessage());
    }
  }
}

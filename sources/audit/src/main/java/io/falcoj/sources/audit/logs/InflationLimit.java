// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a text that becomes both too long and longer than what was sent of it. */
public final class InflationLimit extends FilterInputStream {

  private final CountingStream stored;
  private final long limit;
  private long count;

  /**
   * @param in the text
   * @param stored what the text is made of
   * @param limit bytes of text that are always let through
   */
  public InflationLimit(InputStream in, CountingStream stored, long limit) {
    super(in);
    this.stored = stored;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (count >= limit && count > stored.count()) {
      throw new CutStreamException("the compressed data comes to more than " + limit + " bytes");
    }
    int read = in.read(target, offset, length);
    count += Math.max(0, read);
    return read;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Where a capture is written: counts what is stored, compressed or not. */
final class CaptureStream extends OutputStream {

  private static final int BUFFER_LENGTH = 1 << 16;

  private final Counter counter;
  private final OutputStream buffered;

  CaptureStream(OutputStream output, boolean compressed) throws IOException {
    counter = new Counter(output);
    buffered =
        new BufferedOutputStream(compressed ? new FastGzip(counter) : counter, BUFFER_LENGTH);
  }

  @Override
  public void write(int value) throws IOException {
    buffered.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    buffered.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    buffered.flush();
  }

  @Override
  public void close() throws IOException {
    buffered.close();
  }

  long writtenBytes() {
    return counter.bytes;
  }

  /** Recording competes with what is recorded for time: the fastest level. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream output) throws IOException {
      super(output, BUFFER_LENGTH, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static final class Counter extends FilterOutputStream {
    private long bytes;

    Counter(OutputStream output) {
      super(output);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      bytes += length;
    }
  }
}

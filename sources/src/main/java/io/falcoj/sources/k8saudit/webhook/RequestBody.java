// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, which must come fast enough. Only the time counts in which falcoj waits
 * for the client. It is not closed with the reader of the text: what is left is still to be read
 * when the request is answered.
 */
final class RequestBody extends InputStream {

  private final InputStream in;
  private final long graceNanos;
  private final double nanosPerByte;
  private long bytes;
  private long waitedNanos;
  private @Nullable IOException failure;

  /**
   * @param grace how long a client may take longer than it should
   */
  RequestBody(InputStream in, Duration grace, int minBytesPerSecond) {
    this.in = in;
    this.graceNanos = grace.toNanos();
    this.nanosPerByte = 1e9 / minBytesPerSecond;
  }

  /** Why the body could not be read to its end; null if that was not the case. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    long begin = System.nanoTime();
    try {
      int read = in.read(target, offset, length);
      waitedNanos += System.nanoTime() - begin;
      bytes += Math.max(0, read);
      if (read >= 0 && waitedNanos > graceNanos + bytes * nanosPerByte) {
        throw new IOException("the body comes too slowly");
      }
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}

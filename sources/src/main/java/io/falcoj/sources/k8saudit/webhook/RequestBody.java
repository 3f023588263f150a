// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, which must come fast enough; faster where others wait for its place. Only
 * the time counts in which falcoj waits for the client. It is not closed with the reader of the
 * text: what is left is still to be read when the request is answered.
 */
final class RequestBody extends InputStream {

  /** Where others wait for its place, a body must come so many times as fast. */
  private static final int CROWDED_FACTOR = 16;

  /** And it may take so much longer than it should. */
  private static final long CROWDED_GRACE_NANOS = 1_000_000_000L;

  private final InputStream in;
  private final Runnable abort;
  private final long graceNanos;
  private final double nanosPerByte;
  private long bytes;
  private long waitedNanos;
  private long waitBegan;
  private boolean waiting;
  private boolean givesWay;
  private @Nullable IOException failure;

  /**
   * @param abort has a wait for more of the body fail; called by another thread than the reader's
   * @param grace how long a client may take longer than it should
   */
  RequestBody(InputStream in, Runnable abort, Duration grace, int minBytesPerSecond) {
    this.in = in;
    this.abort = abort;
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
    beginWait();
    int read = -1;
    try {
      read = in.read(target, offset, length);
    } catch (IOException e) {
      throw failed(e);
    } finally {
      endWait(Math.max(0, read));
    }
    if (read >= 0 && waitedNanos > graceNanos + bytes * nanosPerByte) {
      throw failed(new IOException("the body comes too slowly"));
    }
    return read;
  }

  private synchronized void beginWait() {
    waiting = true;
    waitBegan = System.nanoTime();
  }

  private synchronized void endWait(int read) {
    waiting = false;
    waitedNanos += System.nanoTime() - waitBegan;
    bytes += read;
  }

  private synchronized IOException failed(IOException cause) {
    failure =
        givesWay
            ? new IOException("the body comes slowly, and others wait for its place", cause)
            : cause;
    return failure;
  }

  /**
   * How far a client is behind where others wait for its place; 0 or less if it is fast enough, or
   * not waited for.
   */
  synchronized double behindNanos() {
    if (!waiting || givesWay) {
      return 0;
    }
    long waited = waitedNanos + System.nanoTime() - waitBegan;
    return waited - CROWDED_GRACE_NANOS - bytes * nanosPerByte / CROWDED_FACTOR;
  }

  /** Waits for the client no longer. */
  void giveWay() {
    synchronized (this) {
      givesWay = true;
    }
    abort.run();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
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

  /** One that ends in such a time is not made to begin anew. */
  private static final long SOON_NANOS = 2_000_000_000L;

  private final InputStream in;
  private final long length;
  private final LongSupplier clock;
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
   * @param length in bytes, as the client says; -1 if it does not
   * @param abort has a wait for more of the body fail; called by another thread than the reader's
   * @param grace how long a client may take longer than it should
   * @param clock nanoseconds
   */
  RequestBody(
      InputStream in,
      long length,
      Runnable abort,
      Duration grace,
      int minBytesPerSecond,
      LongSupplier clock) {
    this.in = in;
    this.length = length;
    this.clock = clock;
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
    waitBegan = clock.getAsLong();
  }

  private synchronized void endWait(int read) {
    waiting = false;
    waitedNanos += clock.getAsLong() - waitBegan;
    bytes += read;
  }

  private synchronized IOException failed(IOException cause) {
    failure =
        givesWay
            ? new IOException("the body comes slowly, and others wait for its place", cause)
            : cause;
    return failure;
  }

  /** Whether falcoj waits for the client now. */
  synchronized boolean isWaiting() {
    return waiting;
  }

  /** How long falcoj has waited for the client. */
  synchronized long waitedNanos() {
    return waiting ? waitedNanos + clock.getAsLong() - waitBegan : waitedNanos;
  }

  /** How fast the body comes. */
  synchronized double bytesPerNano() {
    return bytes / (double) Math.max(1, waitedNanos());
  }

  /** Whether the client is too slow where others wait for its place. */
  synchronized boolean isBehind() {
    return waitedNanos() > CROWDED_GRACE_NANOS + bytes * nanosPerByte / CROWDED_FACTOR;
  }

  /** Whether it comes to its end soon if it comes as fast as before. */
  synchronized boolean endsSoon() {
    return length >= 0 && length - bytes <= bytesPerNano() * SOON_NANOS;
  }

  /** Whether it was told to give way. */
  synchronized boolean givesWay() {
    return givesWay;
  }

  /** Waits for the client no longer. */
  void giveWay() {
    synchronized (this) {
      givesWay = true;
    }
    abort.run();
  }
}

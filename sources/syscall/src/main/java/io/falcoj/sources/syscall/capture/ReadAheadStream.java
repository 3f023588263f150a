// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on a thread of its own, a bounded number of bytes ahead, so that reading and
 * decompressing take no time of the thread that evaluates. What was read is handed on at once, in
 * order; an error is thrown where the stream would have thrown it. One thread reads from it.
 */
public final class ReadAheadStream extends InputStream {

  private static final int BUFFERS = 4;
  private static final int BUFFER_LENGTH = 1 << 18;

  private final BlockingQueue<Buffer> filled = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Buffer> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final InputStream source;
  private final Thread thread;
  private @Nullable Buffer current;
  private volatile boolean closed;

  /** Bytes that were read, or what came instead. */
  private static final class Buffer {
    private final byte[] bytes = new byte[BUFFER_LENGTH];
    private int position;

    /** How many bytes there are; -1 at the end of the stream. */
    private int length;

    private @Nullable Throwable failure;
  }

  /**
   * Starts to read.
   *
   * @param source is read by the new thread from now on, and closed by it
   */
  public ReadAheadStream(InputStream source) {
    this.source = source;
    for (int i = 0; i < BUFFERS; i++) {
      empty.add(new Buffer());
    }
    thread = new Thread(this::readAhead, "falcoj capture reader");
    thread.setDaemon(true);
    thread.start();
  }

  private void readAhead() {
    try (InputStream input = source) {
      boolean more = true;
      while (more && !closed) {
        Buffer buffer = empty.take();
        more = fill(buffer, input);
        filled.put(buffer);
      }
    } catch (InterruptedException | IOException e) {
      // Closed: nobody waits for what could still be read, nor asks whether closing succeeded.
      return;
    }
  }

  /** Fills a buffer with what there is; false if nothing comes behind it. */
  private static boolean fill(Buffer buffer, InputStream input) {
    buffer.position = 0;
    try {
      buffer.length = input.read(buffer.bytes, 0, BUFFER_LENGTH);
      return buffer.length >= 0;
    } catch (IOException | RuntimeException | Error e) {
      buffer.length = -1;
      buffer.failure = e;
      return false;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    Buffer buffer = filledBuffer();
    if (buffer.length < 0) {
      fail(buffer.failure);
      return -1;
    }
    int count = Math.min(length, buffer.length - buffer.position);
    System.arraycopy(buffer.bytes, buffer.position, target, offset, count);
    buffer.position += count;
    return count;
  }

  /** A buffer of which not all was read; the last one is never given back. */
  private Buffer filledBuffer() throws IOException {
    Buffer buffer = current;
    try {
      while (buffer == null || buffer.position == buffer.length) {
        if (buffer != null) {
          empty.put(buffer);
        }
        buffer = filled.take();
        current = buffer;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a capture was read");
    }
    return buffer;
  }

  private static void fail(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  /** Ends the thread, which closes the source; one that waits for input does so when it comes. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

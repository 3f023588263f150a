// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Standard error, written by a thread of its own: whoever reads it may be slow, or not read at all.
 * Closing it waits until all is written.
 */
final class StandardError extends PrintStream {

  private final Queue queue;

  private StandardError(Queue queue) {
    super(queue, false, StandardCharsets.UTF_8);
    this.queue = queue;
  }

  /** Writes to a stream, which is never closed. */
  static StandardError start(OutputStream target) {
    Queue queue = new Queue(target);
    queue.thread.start();
    return new StandardError(queue);
  }

  /**
   * From now on nobody waits: what does not fit is left out, and its number told as soon as there
   * is room; and closing this waits only while something is read.
   */
  void neverWait() {
    queue.neverWait();
  }

  /** Texts that wait to be written. */
  private static final class Queue extends OutputStream {

    private static final int CAPACITY = 1 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final OutputStream target;
    private final Thread thread = new Thread(this::run, "falcoj-stderr");
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean isWriting;
    private boolean waits = true;
    private boolean isLost;
    private long leftOut;
    private long written;

    Queue(OutputStream target) {
      this.target = target;
      thread.setDaemon(true);
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] text, int offset, int length) {
      while (waits && !isLost && bytes + length > CAPACITY && bytes > 0) {
        if (!await(0)) {
          return;
        }
      }
      if (isLost) {
        return;
      }
      if (bytes + length > CAPACITY && bytes > 0) {
        leftOut++;
        return;
      }
      if (leftOut > 0) {
        add(notice());
      }
      byte[] copy = new byte[length];
      System.arraycopy(text, offset, copy, 0, length);
      add(copy);
    }

    private byte[] notice() {
      String notice = "standard error was not read: " + leftOut + " messages are left out here\n";
      leftOut = 0;
      return notice.getBytes(StandardCharsets.UTF_8);
    }

    private void add(byte[] text) {
      waiting.add(text);
      bytes += text.length;
      notifyAll();
    }

    synchronized void neverWait() {
      waits = false;
      notifyAll();
    }

    /** Ends when all is written; where nobody is to wait, when nothing is read any more. */
    @Override
    public synchronized void close() {
      long before = written;
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!isLost && (isWriting || !waiting.isEmpty() || leftOut > 0)) {
        if (leftOut > 0 && waiting.isEmpty()) {
          add(notice());
        }
        if (written != before) {
          before = written;
          end = System.nanoTime() + PATIENCE_NANOS;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if ((!waits && left <= 0) || !await(Math.max(1, Math.min(left, 100)))) {
          return;
        }
      }
    }

    /** Waits for a change; false if the thread is interrupted. */
    private boolean await(long millis) {
      try {
        wait(millis);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private void run() {
      try {
        while (true) {
          writeOut(next());
        }
      } catch (InterruptedException e) {
        // Nobody interrupts it.
      }
    }

    private synchronized byte[] next() throws InterruptedException {
      isWriting = false;
      notifyAll();
      while (waiting.isEmpty()) {
        wait();
      }
      isWriting = true;
      return waiting.remove();
    }

    private void writeOut(byte[] text) {
      boolean fails = false;
      try {
        target.write(text);
      } catch (IOException e) {
        // There is nobody to tell.
        fails = true;
      }
      synchronized (this) {
        bytes -= text.length;
        written += text.length;
        isLost |= fails;
      }
    }
  }
}

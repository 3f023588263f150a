// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes to an output, again and again where it fails, and counts. One thread writes; any may ask.
 */
final class OutputWriter {

  /** Tries until it works: a spool keeps what waits. */
  static final int FOREVER = Integer.MAX_VALUE;

  private static final long NOT_WRITING = Long.MIN_VALUE;

  private final boolean forever;
  private final ChannelLog log;
  private final boolean tellsFailures;
  private final Backoff backoff = new Backoff();

  private Output output;
  private @Nullable Output next;
  private long written;
  private long failed;
  private @Nullable IOException firstFailure;
  private @Nullable IOException lastFailure;
  private long writingSince = NOT_WRITING;
  private boolean toldTimeout;

  /**
   * @param forever whether a failed write is tried until it works, not only as often as the output
   *     says
   * @param tellsFailures whether the log tells them
   */
  OutputWriter(Output output, boolean forever, ChannelLog log, boolean tellsFailures) {
    this.output = output;
    this.forever = forever;
    this.log = log;
    this.tellsFailures = tellsFailures;
  }

  /** The output that gets the next lines. */
  synchronized Output output() {
    return next == null ? output : next;
  }

  /**
   * Has another output take the place of this one, which is closed, before the next write; a write
   * that goes on for longer than this is ended, and done again by the new one. Returns when that is
   * so, or after twice the time.
   *
   * @param waker wakes the writing thread if it waits for lines
   */
  void replace(Output newOutput, Runnable waker, Duration patience) throws InterruptedException {
    Output unused;
    Output before;
    synchronized (this) {
      unused = next;
      before = output;
      next = newOutput;
      notifyAll();
    }
    waker.run();
    if (unused != null) {
      close(unused);
    }
    if (!awaitTaken(patience)) {
      close(before);
      awaitTaken(patience);
    }
  }

  private synchronized boolean awaitTaken(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (next != null && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return next == null;
  }

  /** Goes on with the output that is to take the place of this one, if there is one. */
  boolean takeNext() {
    Output before;
    synchronized (this) {
      if (next == null) {
        return false;
      }
      before = output;
    }
    close(before);
    synchronized (this) {
      output = next;
      next = null;
      backoff.succeeded();
      notifyAll();
    }
    return true;
  }

  /** Closes the output, and the one that was to take its place. */
  void close() throws IOException {
    Output current;
    Output unused;
    synchronized (this) {
      current = output;
      unused = next;
    }
    if (unused != null) {
      close(unused);
    }
    current.close();
  }

  private void close(Output closing) {
    try {
      closing.close();
    } catch (IOException e) {
      tell(e);
    }
  }

  /**
   * Writes lines, all but those that are refused.
   *
   * @throws ClosedOutputException if nobody reads any more
   * @throws IOException if some of them had to be given up
   */
  void write(AlertLines lines) throws IOException, InterruptedException {
    int next = 0;
    while (next < lines.count()) {
      next += write(lines, next);
    }
  }

  /**
   * Writes lines, some of them at least.
   *
   * @return how many were written or refused
   * @throws IOException if all of them had to be given up
   */
  int write(AlertLines lines, int first) throws IOException, InterruptedException {
    takeNext();
    giveUpWhileItWaits(lines.count() - first);
    while (true) {
      try {
        int count = tryToWrite(lines, first);
        succeeded(count);
        return count;
      } catch (ClosedOutputException e) {
        throw e;
      } catch (RefusedAlertException e) {
        giveUp(1, e);
        tell(e);
        return 1;
      } catch (IOException e) {
        if (takeNext()) {
          continue;
        }
        boolean isLastTry = countFailure() > retries();
        if (isLastTry) {
          giveUp(lines.count() - first, e);
        }
        tell(e);
        if (isLastTry) {
          throw e;
        }
        pause();
        takeNext();
      }
    }
  }

  private synchronized int retries() {
    return forever ? FOREVER : output.retries();
  }

  /** Waits until the next try, or until another output is there to try. */
  private synchronized void pause() throws InterruptedException {
    for (long left = nanosToWait(); left > 0 && next == null; left = nanosToWait()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Does not try for every line what has just failed often enough. */
  private synchronized void giveUpWhileItWaits(int lines) throws IOException {
    IOException reason = lastFailure;
    boolean hasGivenUp = retries() > 0 && backoff.failures() > retries();
    if (reason != null && hasGivenUp && nanosToWait() > 0) {
      giveUp(lines, reason);
      throw reason;
    }
  }

  private int tryToWrite(AlertLines lines, int first) throws IOException {
    begin();
    try {
      return output.write(lines, first);
    } catch (RuntimeException | Error e) {
      // Not even a lack of memory may end the thread: the next alert may need less.
      throw new IOException("internal error: " + e, e);
    } finally {
      end();
    }
  }

  /**
   * Pushes out what is held back.
   *
   * @param lines how many lines that concerns
   */
  void flush(int lines) throws IOException {
    begin();
    try {
      output.flush();
    } catch (IOException e) {
      giveUp(lines, e);
      tell(e);
      throw e;
    } finally {
      end();
    }
  }

  /** Opens the output anew; tells if that fails. */
  void reopen() {
    begin();
    try {
      output.reopen();
    } catch (IOException e) {
      tell(e);
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    writingSince = System.nanoTime();
    toldTimeout = false;
  }

  private synchronized void end() {
    writingSince = NOT_WRITING;
  }

  /** How often in a row writes have failed now. */
  private synchronized int countFailure() {
    backoff.failed(System.nanoTime());
    return backoff.failures();
  }

  private synchronized long nanosToWait() {
    return backoff.nanosLeft(System.nanoTime());
  }

  private synchronized void succeeded(int lines) {
    written += lines;
    if (backoff.failures() > 0) {
      backoff.succeeded();
      log.succeeded();
    }
  }

  private synchronized void giveUp(int lines, IOException reason) {
    failed += lines;
    lastFailure = reason;
    if (firstFailure == null) {
      firstFailure = reason;
    }
  }

  private void tell(IOException reason) {
    if (tellsFailures) {
      log.failed(reason, failed());
    }
  }

  /** Tells, once for each write, that it takes longer than this. */
  synchronized void checkTimeout(Duration timeout) {
    boolean isLate =
        writingSince != NOT_WRITING && System.nanoTime() - writingSince > timeout.toNanos();
    if (isLate && !toldTimeout) {
      toldTimeout = true;
      log.timedOut();
    }
  }

  /** Whether the last write failed. */
  synchronized boolean isFailing() {
    return backoff.failures() > 0;
  }

  synchronized long written() {
    return written;
  }

  synchronized long failed() {
    return failed;
  }

  /** Why the first alert was given up; null if none was. */
  synchronized @Nullable IOException firstFailure() {
    return firstFailure;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Priority;
import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes alerts from an output's spool and writes them to the output, in their order and until it
 * has them. Alerts that the spool could not keep, as on a full disk, it takes from memory, when the
 * spool has none.
 */
final class SpoolSender {

  private static final int TOGETHER_BYTES = 1 << 16;
  private static final long PAUSE_MILLIS = 1000;
  private static final long LOOK_MILLIS = 20;
  private static final Priority[] PRIORITIES = Priority.values();

  private final Spool spool;
  private final OutputWriter writer;
  private final ChannelLog log;
  private final Thread thread;
  private final long capacityBytes;
  private final Queue<AlertLines> unspooled = new ArrayDeque<>();
  private long unspooledBytes;
  private long rescued;
  private volatile boolean wantsReopening;
  private volatile boolean closing;

  /**
   * @param name of the output
   * @param capacityBytes how many bytes of alerts may wait beside the spool
   */
  SpoolSender(String name, Spool spool, OutputWriter writer, ChannelLog log, long capacityBytes) {
    this.spool = spool;
    this.writer = writer;
    this.log = log;
    this.capacityBytes = capacityBytes;
    this.thread = new Thread(this::run, "falcoj-sender-" + name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Takes alerts that the spool could not keep.
   *
   * @return whether there is room for them
   */
  boolean rescue(AlertLines lines) {
    synchronized (unspooled) {
      if (unspooledBytes + lines.length() > capacityBytes) {
        return false;
      }
      unspooledBytes += lines.length();
      rescued += lines.count();
      unspooled.add(lines);
    }
    spool.wake();
    return true;
  }

  /** How many alerts that the spool could not keep were taken all the same. */
  long rescued() {
    synchronized (unspooled) {
      return rescued;
    }
  }

  private @Nullable AlertLines takeRescued() {
    synchronized (unspooled) {
      AlertLines lines = unspooled.poll();
      if (lines != null) {
        unspooledBytes -= lines.length();
      }
      return lines;
    }
  }

  private boolean isEmpty() {
    synchronized (unspooled) {
      return unspooled.isEmpty() && spool.bytes() <= 0;
    }
  }

  /** Has the output opened anew before the next write. */
  void reopen() {
    wantsReopening = true;
  }

  /** Has another output take what waits, and what comes. */
  void replace(Output output, Duration patience) throws InterruptedException {
    writer.replace(output, spool::wake, patience);
  }

  void checkTimeout(Duration timeout) {
    writer.checkTimeout(timeout);
  }

  OutputWriter writer() {
    return writer;
  }

  /** How many bytes wait. */
  long bytes() {
    return Math.max(0, spool.bytes());
  }

  /** Lets the thread end when all is sent. */
  void finish() {
    closing = true;
    spool.wake();
  }

  /**
   * Waits for the thread's end, but not longer than this, and not for an output that fails: what it
   * did not take stays.
   *
   * @param until in the terms of {@link System#nanoTime}
   */
  void end(long until) throws IOException, InterruptedException {
    while (thread.isAlive() && !writer.isFailing() && until - System.nanoTime() > 0) {
      thread.join(LOOK_MILLIS);
    }
    thread.interrupt();
    try {
      writer.close();
    } finally {
      thread.join(PAUSE_MILLIS);
      log.kept(bytes());
      spool.close();
    }
  }

  private void run() {
    try {
      while (!closing || !isEmpty()) {
        writer.takeNext();
        if (wantsReopening) {
          wantsReopening = false;
          writer.reopen();
        }
        send();
      }
    } catch (InterruptedException e) {
      // Closed; what was not sent stays.
    }
  }

  /** Sends what waits, as much as is written together; waits if there is nothing. */
  private void send() throws InterruptedException {
    List<SpoolRecord> records = new ArrayList<>();
    AlertLines lines = new AlertLines(TOGETHER_BYTES);
    try {
      read(records, lines);
    } catch (IOException | RuntimeException | Error e) {
      // Not even a lack of memory may end the thread: what was read before is sent.
      pauseAfter(e);
    }
    if (records.isEmpty()) {
      sendRescued();
    }
    for (int next = 0; next < lines.count(); ) {
      try {
        next += writer.write(lines, next);
        spool.done(records.get(next - 1));
      } catch (IOException | RuntimeException | Error e) {
        pauseAfter(e);
      }
    }
  }

  /** Sends alerts that the spool could not keep; waits if there are none. */
  private void sendRescued() throws InterruptedException {
    AlertLines lines = takeRescued();
    if (lines == null) {
      spool.await(PAUSE_MILLIS);
      return;
    }
    for (int next = 0; next < lines.count(); ) {
      try {
        next += writer.write(lines, next);
      } catch (IOException e) {
        pauseAfter(e);
      }
    }
  }

  private void read(List<SpoolRecord> records, AlertLines lines) throws IOException {
    while (lines.length() < TOGETHER_BYTES) {
      SpoolRecord record = spool.poll();
      if (record == null) {
        return;
      }
      records.add(record);
      lines.add(record.content(), priority(record.tag()));
    }
  }

  private void pauseAfter(Throwable reason) throws InterruptedException {
    if (Thread.interrupted()) {
      // Closed: that is why it failed.
      throw new InterruptedException();
    }
    log.failed(reason, writer.failed());
    Thread.sleep(PAUSE_MILLIS);
  }

  /** The priority of a record, whatever a file may hold. */
  private static Priority priority(byte tag) {
    return tag >= 0 && tag < PRIORITIES.length ? PRIORITIES[tag] : Priority.DEBUG;
  }
}

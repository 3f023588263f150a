// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Priority;
import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes alerts from an output's spool and writes them to the output, in their order and until it
 * has them.
 */
final class SpoolSender {

  private static final int TOGETHER_BYTES = 1 << 16;
  private static final long PAUSE_MILLIS = 1000;
  private static final long LOOK_MILLIS = 20;
  private static final Priority[] PRIORITIES = Priority.values();

  private final Output output;
  private final Spool spool;
  private final OutputWriter writer;
  private final ChannelLog log;
  private final Thread thread;
  private volatile boolean wantsReopening;
  private volatile boolean closing;

  SpoolSender(Output output, Spool spool, OutputWriter writer, ChannelLog log) {
    this.output = output;
    this.spool = spool;
    this.writer = writer;
    this.log = log;
    this.thread = new Thread(this::run, "falcoj-sender-" + output.name());
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Has the output opened anew before the next write. */
  void reopen() {
    wantsReopening = true;
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
    output.close();
    thread.join(PAUSE_MILLIS);
    log.kept(bytes());
    spool.close();
  }

  private void run() {
    try {
      while (!closing || spool.bytes() > 0) {
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
      spool.await(PAUSE_MILLIS);
    }
    for (int next = 0; next < lines.count(); ) {
      try {
        next += writer.write(lines, next);
        spool.done(records.get(next - 1));
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
    log.failed(reason, writer.failed());
    Thread.sleep(PAUSE_MILLIS);
  }

  /** The priority of a record, whatever a file may hold. */
  private static Priority priority(byte tag) {
    return tag >= 0 && tag < PRIORITIES.length ? PRIORITIES[tag] : Priority.DEBUG;
  }
}

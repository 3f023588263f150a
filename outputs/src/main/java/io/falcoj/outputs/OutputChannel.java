// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An output, the queue before it, and the thread that carries lines from one to the other. */
final class OutputChannel {

  /** So many entries are done together at most; who waits for one waits for the others. */
  private static final int DONE_TOGETHER = 64;

  private final String name;
  private final LineQueue queue;
  private final OutputWriter writer;
  private final ChannelLog log;
  private final boolean isWatched;
  private final @Nullable SpoolSender sender;
  private final Thread thread;
  private final List<LineQueue.Entry> unflushed = new ArrayList<>();
  private volatile boolean buffered;
  private volatile boolean wantsReopening;
  private volatile boolean lostReader;
  private long dropped;

  /**
   * @param writer writes to the output itself, or fills its spool
   * @param isWatched whether the log tells of writes that take too long
   * @param sender what empties the spool, if there is one
   */
  OutputChannel(
      String name,
      LineQueue queue,
      OutputWriter writer,
      ChannelLog log,
      boolean isWatched,
      @Nullable SpoolSender sender) {
    this.name = name;
    this.queue = queue;
    this.writer = writer;
    this.log = log;
    this.isWatched = isWatched;
    this.sender = sender;
    this.thread = new Thread(this::run, "falcoj-output-" + name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
    if (sender != null) {
      sender.start();
    }
  }

  String name() {
    return name;
  }

  /** Lets lines wait and be written as these options say, from now on. */
  void use(QueueOptions options) {
    queue.setCapacity(options.capacity());
    buffered = options.buffered();
  }

  /** Has another output take what waits, and what comes. */
  void replace(Output output, Duration patience) throws InterruptedException {
    if (sender != null) {
      sender.replace(output, patience);
    } else {
      writer.replace(output, queue::wake, patience);
    }
  }

  boolean hasRoomFor(AlertLines lines) {
    return queue.hasRoomFor(lines)
        && writer
            .output()
            .hasRoomFor(queue.count() + lines.count(), queue.bytes() + lines.length());
  }

  /** Lets lines wait, whether there is room or not. */
  void add(AlertLines lines, Delivery delivery) {
    if (!queue.add(new LineQueue.Entry(lines, delivery))) {
      delivery.failed(new IOException("the output " + name() + " is closed"));
    }
  }

  /** Lets lines wait when there is room. */
  void put(AlertLines lines) throws InterruptedException {
    queue.awaitRoomFor(lines);
    add(lines, Delivery.UNWATCHED);
  }

  /** Lets lines wait if there is room. */
  void addOrDrop(AlertLines lines) {
    if (hasRoomFor(lines)) {
      add(lines, Delivery.UNWATCHED);
    } else {
      countDropped(lines.count());
      log.dropped(dropped());
    }
  }

  /** Waits until all lines are written or given up. */
  void awaitDone() throws InterruptedException {
    queue.awaitDone();
  }

  /** Has the output opened anew before the next write. */
  void reopen() {
    if (sender != null) {
      sender.reopen();
    } else {
      wantsReopening = true;
      queue.wake();
    }
  }

  /** Takes no more lines; the thread ends when all are written. */
  void finish() {
    queue.close();
  }

  /**
   * Waits for the thread's end, then closes the output. If that takes too long, what waits is given
   * up, and the output is closed under the thread.
   *
   * @param until in the terms of {@link System#nanoTime}
   */
  void end(long until) throws IOException, InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
    if (thread.isAlive()) {
      long discarded = queue.discard(new IOException("the output " + name() + " is blocked"));
      countDropped(discarded);
      log.discarded(discarded);
      thread.interrupt();
    }
    writer.close();
    if (sender != null) {
      sender.finish();
      sender.end(until);
    }
  }

  void checkTimeout(Duration timeout) {
    if (isWatched) {
      writer.checkTimeout(timeout);
    }
    if (sender != null) {
      sender.checkTimeout(timeout);
    }
  }

  boolean hasLostReader() {
    return lostReader;
  }

  /** Why the first alert was given up; null if none was. */
  @Nullable IOException firstFailure() {
    return writer.firstFailure();
  }

  OutputCounters counters() {
    long failed = writer.failed();
    if (sender == null) {
      return new OutputCounters(name(), queue.count(), 0, writer.written(), failed, dropped());
    }
    return new OutputCounters(
        name(),
        queue.count(),
        sender.bytes(),
        sender.writer().written(),
        failed + sender.writer().failed() - sender.rescued(),
        dropped());
  }

  private synchronized void countDropped(long lines) {
    dropped += lines;
  }

  private synchronized long dropped() {
    return dropped;
  }

  private void run() {
    try {
      while (!queue.isClosed() || !queue.isEmpty()) {
        writeNext();
      }
    } catch (InterruptedException e) {
      flush();
    }
  }

  private void writeNext() throws InterruptedException {
    List<LineQueue.Entry> entries = queue.take(buffered);
    writer.takeNext();
    if (wantsReopening) {
      wantsReopening = false;
      writer.reopen();
    }
    write(entries);
    if (queue.isEmpty() || unflushed.size() >= DONE_TOGETHER) {
      flush();
    }
  }

  private void write(List<LineQueue.Entry> entries) throws InterruptedException {
    if (entries.isEmpty()) {
      return;
    }
    try {
      writer.write(lines(entries));
      unflushed.addAll(entries);
    } catch (ClosedOutputException e) {
      lostReader = true;
      done(entries, e);
      queue.discard(e);
    } catch (IOException e) {
      done(entries, e);
    } catch (RuntimeException | Error e) {
      // Not even a lack of memory may end the thread: others wait for it.
      done(entries, new IOException("internal error: " + e, e));
    } catch (InterruptedException e) {
      entries.forEach(entry -> countDropped(entry.lines().count()));
      done(entries, new IOException("the output " + name() + " was closed", e));
      throw e;
    }
  }

  private static AlertLines lines(List<LineQueue.Entry> entries) {
    AlertLines first = entries.get(0).lines();
    if (entries.size() == 1) {
      return first;
    }
    AlertLines all = new AlertLines(2 * first.length());
    for (LineQueue.Entry entry : entries) {
      all.addAll(entry.lines());
    }
    return all;
  }

  private void flush() {
    int count = unflushed.stream().mapToInt(entry -> entry.lines().count()).sum();
    if (count == 0) {
      return;
    }
    IOException failure = null;
    try {
      writer.flush(count);
    } catch (IOException e) {
      failure = e;
    }
    done(unflushed, failure);
    unflushed.clear();
  }

  /** Whether the sender takes what its spool could not: not where somebody waits for the disk. */
  private boolean isRescued(LineQueue.Entry entry) {
    return sender != null && entry.delivery() == Delivery.UNWATCHED && sender.rescue(entry.lines());
  }

  private void done(List<LineQueue.Entry> entries, @Nullable IOException failure) {
    for (LineQueue.Entry entry : entries) {
      queue.done(entry);
      if (failure == null || isRescued(entry)) {
        entry.delivery().delivered();
      } else {
        entry.delivery().failed(failure);
      }
    }
  }
}

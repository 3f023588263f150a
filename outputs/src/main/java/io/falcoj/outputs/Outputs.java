// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.outputs.spool.Spool;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All outputs, each with a thread and a bounded queue of its own: one that is slow, hangs or fails
 * stops neither another nor who brings alerts.
 *
 * <pre>{@code
 * Outputs outputs = Outputs.forLive().add(new FileOutput(Path.of("alerts"), true)).start();
 * AlertLines lines = new AlertLines(1024);
 * lines.add(alert, format);
 * outputs.offer(lines).await(Duration.ofSeconds(10));
 * outputs.close();
 * }</pre>
 *
 * <p>Any number of threads may bring alerts. Those that one thread brings keep their order.
 */
public final class Outputs implements Closeable {

  /** How long closing waits for the outputs of live events. */
  public static final Duration SHUTDOWN = Duration.ofSeconds(5);

  /** How long closing waits for the outputs of a replay. */
  public static final Duration ENDLESS = Duration.ofDays(365);

  /** A share of the memory, so that a full queue leaves room for all else. */
  private static final long MOST_BYTES =
      Math.min(64L << 20, Math.max(1L << 20, Runtime.getRuntime().maxMemory() / 16));

  private final Duration patience;
  private final boolean isLive;
  private volatile List<OutputChannel> channels = List.of();
  private QueueOptions options;
  private OutputWatch watch;

  private Outputs(Duration patience, boolean isLive, QueueOptions options) {
    this.patience = patience;
    this.isLive = isLive;
    this.options = options;
    this.watch = OutputWatch.start(this::channels, options.timeout());
  }

  private List<OutputChannel> channels() {
    return channels;
  }

  /**
   * Outputs for a replay: nothing is ever dropped, closing takes as long as writing does, and what
   * could not be written is told by {@link #failures} alone.
   */
  public static Builder forReplay() {
    return new Builder(ENDLESS, false);
  }

  /** Outputs for live events: the log tells what goes wrong, and closing waits only for a while. */
  public static Builder forLive() {
    return new Builder(SHUTDOWN, true);
  }

  /** Lets alerts wait and be written in another way from now on. */
  public synchronized void use(QueueOptions newOptions) {
    options = newOptions;
    channels.forEach(channel -> channel.use(newOptions));
    watch.close();
    watch = OutputWatch.start(this::channels, newOptions.timeout());
  }

  /**
   * Adds an output in place of the one of the same name, if there is one: it gets all alerts that
   * come from now on. The one before is closed as by {@link #remove}.
   *
   * @param spool where alerts wait for it on disk: they count as written when it has them; closed
   *     with the output; null for none
   * @throws IOException if the one before could not be closed
   */
  public void exchange(Output output, @Nullable Spool spool) throws IOException {
    OutputChannel before = swap(output.name(), start(output, spool));
    if (before != null) {
      end(before);
    }
  }

  /**
   * Closes the output of this name, when it has written what was given; no other waits for that.
   * What it does not take in time is treated as by {@link #close}.
   *
   * @throws IOException if it could not be closed
   */
  public void remove(String name) throws IOException {
    OutputChannel before = swap(name, null);
    if (before != null) {
      end(before);
    }
  }

  private void end(OutputChannel removed) throws IOException {
    removed.finish();
    end(removed, System.nanoTime() + patience.toNanos());
  }

  /** Changes who gets the alerts, between two of them; returns who does not any more. */
  private synchronized @Nullable OutputChannel swap(String name, @Nullable OutputChannel added) {
    List<OutputChannel> changed = new ArrayList<>(channels);
    OutputChannel before = find(name);
    if (before == null) {
      if (added != null) {
        changed.add(added);
      }
    } else if (added == null) {
      changed.remove(before);
    } else {
      changed.set(changed.indexOf(before), added);
    }
    channels = List.copyOf(changed);
    return before;
  }

  private @Nullable OutputChannel find(String name) {
    return channels.stream()
        .filter(channel -> channel.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private synchronized OutputChannel start(Output output, @Nullable Spool spool) {
    OutputChannel channel = channel(output, spool);
    channel.use(options);
    channel.start();
    return channel;
  }

  private OutputChannel channel(Output output, @Nullable Spool spool) {
    String name = output.name();
    ChannelLog log = new ChannelLog(name);
    LineQueue queue = new LineQueue(options.capacity(), MOST_BYTES);
    if (spool == null) {
      boolean isWatched = isLive || output.retries() > 0;
      OutputWriter writer = new OutputWriter(output, false, log, isLive);
      return new OutputChannel(name, queue, writer, log, isWatched, null);
    }
    OutputWriter writer = new OutputWriter(output, true, log, true);
    return new OutputChannel(
        name,
        queue,
        new OutputWriter(new SpoolAppender(name, spool), false, log, isLive),
        log,
        true,
        new SpoolSender(name, spool, writer, log, MOST_BYTES));
  }

  /**
   * Has an output take the place of the one of the same name, which is closed: what waits for that
   * one, in memory or in its spool, is written to the new one.
   */
  public void replace(Output output) throws InterruptedIOException {
    OutputChannel channel = find(output.name());
    if (channel == null) {
      throw new IllegalArgumentException("no output " + output.name());
    }
    try {
      channel.replace(output, patience);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /**
   * Gives lines to all outputs, or to none. Does not wait.
   *
   * @return tells when all outputs have them
   * @throws OutputsFullException if an output has no room for them
   */
  public synchronized Delivery offer(AlertLines lines) throws OutputsFullException {
    if (lines.isEmpty()) {
      return Delivery.UNWATCHED;
    }
    List<OutputChannel> open = open();
    for (OutputChannel channel : open) {
      if (!channel.hasRoomFor(lines)) {
        throw new OutputsFullException(channel.name());
      }
    }
    Delivery delivery = new Delivery(open.size());
    for (OutputChannel channel : open) {
      channel.add(lines, delivery);
    }
    return delivery;
  }

  /** The outputs that somebody reads; all if nobody reads any. */
  private List<OutputChannel> open() {
    List<OutputChannel> open = new ArrayList<>(channels);
    open.removeIf(OutputChannel::hasLostReader);
    return open.isEmpty() ? channels : open;
  }

  /**
   * Gives lines to all outputs; waits until there is room.
   *
   * @throws InterruptedIOException if the thread is interrupted while it waits
   */
  public void put(AlertLines lines) throws InterruptedIOException {
    if (lines.isEmpty()) {
      return;
    }
    try {
      for (OutputChannel channel : channels) {
        channel.put(lines);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Gives lines to all outputs that have room; for the others they are dropped and counted. */
  public synchronized void offerOrDrop(AlertLines lines) {
    if (lines.isEmpty()) {
      return;
    }
    for (OutputChannel channel : channels) {
      channel.addOrDrop(lines);
    }
  }

  /**
   * Waits until all that was given is written or given up.
   *
   * @throws InterruptedIOException if the thread is interrupted while it waits
   */
  public void flush() throws InterruptedIOException {
    try {
      for (OutputChannel channel : channels) {
        channel.awaitDone();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Has every output closed and opened again before its next write. */
  public void reopen() {
    channels.forEach(OutputChannel::reopen);
  }

  /** Whether there are outputs and every one of them has lost its reader. */
  public boolean nobodyReads() {
    return !channels.isEmpty() && channels.stream().allMatch(OutputChannel::hasLostReader);
  }

  /** The first failure of each output that had to give up alerts, by the output's name. */
  public Map<String, IOException> failures() {
    Map<String, IOException> failures = new LinkedHashMap<>();
    for (OutputChannel channel : channels) {
      IOException failure = channel.firstFailure();
      if (failure != null) {
        failures.put(channel.name(), failure);
      }
    }
    return failures;
  }

  /** What has become of the alerts, for each output. */
  public List<OutputCounters> counters() {
    return channels.stream().map(OutputChannel::counters).toList();
  }

  /**
   * Writes all that was given, then closes all outputs. Of live events, what an output does not
   * take in time stays in its spool; without one it is given up, and told.
   *
   * @throws IOException if an output could not be closed: what a file system accepted and could not
   *     keep is known only then; further ones are suppressed exceptions
   */
  @Override
  public void close() throws IOException {
    channels.forEach(OutputChannel::finish);
    long until = System.nanoTime() + patience.toNanos();
    IOException failure = null;
    for (OutputChannel channel : channels) {
      try {
        end(channel, until);
      } catch (IOException e) {
        failure = addTo(failure, e);
      }
    }
    watch.close();
    if (failure != null) {
      throw failure;
    }
  }

  private static void end(OutputChannel channel, long until) throws IOException {
    try {
      channel.end(until);
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (IOException e) {
      throw new IOException(
          "the output " + channel.name() + " could not be closed: " + e.getMessage(), e);
    }
  }

  private static IOException addTo(@Nullable IOException first, IOException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while alerts were written");
  }

  /** Says which outputs there are. */
  public static final class Builder {

    /** An output and its spool, if it has one. */
    private record Entry(Output output, @Nullable Spool spool) {}

    private final List<Entry> entries = new ArrayList<>();
    private final boolean isLive;
    private Duration patience;
    private QueueOptions options = QueueOptions.STANDARD;

    private Builder(Duration patience, boolean isLive) {
      this.patience = patience;
      this.isLive = isLive;
    }

    /** How alerts wait and are written; {@link QueueOptions#STANDARD} unless told otherwise. */
    public Builder use(QueueOptions newOptions) {
      options = newOptions;
      return this;
    }

    /** How long closing waits for an output that takes its time. */
    public Builder patience(Duration time) {
      patience = time;
      return this;
    }

    /** Adds an output, which is closed with all others. */
    public Builder add(Output output) {
      entries.add(new Entry(output, null));
      return this;
    }

    /**
     * Adds an output with a spool: alerts count as written when the spool has them, and wait there
     * until the output takes them. Both are closed with all others.
     */
    public Builder add(Output output, Spool spool) {
      entries.add(new Entry(output, spool));
      return this;
    }

    /** Starts a thread for each output. */
    public Outputs start() {
      Outputs outputs = new Outputs(patience, isLive, options);
      outputs.channels =
          entries.stream().map(entry -> outputs.start(entry.output, entry.spool)).toList();
      return outputs;
    }
  }
}

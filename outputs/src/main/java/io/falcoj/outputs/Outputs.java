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

  private final List<OutputChannel> channels;
  private final Duration patience;
  private final OutputWatch watch;

  private Outputs(List<OutputChannel> channels, Duration patience, OutputWatch watch) {
    this.channels = List.copyOf(channels);
    this.patience = patience;
    this.watch = watch;
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
        channel.end(until);
      } catch (IOException e) {
        IOException told =
            new IOException(
                "the output " + channel.name() + " could not be closed: " + e.getMessage(), e);
        failure = addTo(failure, told);
      } catch (InterruptedException e) {
        failure = addTo(failure, interrupted());
      }
    }
    watch.close();
    if (failure != null) {
      throw failure;
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

    /** A share of the memory, so that a full queue leaves room for all else. */
    private static final long MOST_BYTES =
        Math.min(64L << 20, Math.max(1L << 20, Runtime.getRuntime().maxMemory() / 16));

    private final List<Entry> entries = new ArrayList<>();
    private final boolean isLive;
    private Duration patience;
    private long capacity = Long.MAX_VALUE;
    private boolean buffered;
    private Duration timeout = Duration.ZERO;

    private Builder(Duration patience, boolean isLive) {
      this.patience = patience;
      this.isLive = isLive;
    }

    /**
     * How many alerts may wait for each output. Unless told otherwise, only memory sets a limit:
     * they may take a sixteenth of it, and never more than 64 MiB.
     */
    public Builder capacity(long alerts) {
      capacity = alerts;
      return this;
    }

    /** Whether alerts that wait together are written together, as far as an output can. */
    public Builder buffered(boolean together) {
      buffered = together;
      return this;
    }

    /**
     * After what time the log tells of a write that has not returned; zero for never. In a replay
     * who reads standard output may pause, so that outputs that never try again are not watched.
     */
    public Builder timeout(Duration time) {
      timeout = time;
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
      List<OutputChannel> channels = new ArrayList<>();
      List<OutputChannel> watched = new ArrayList<>();
      for (Entry entry : entries) {
        OutputChannel channel = channel(entry);
        channels.add(channel);
        if (isLive || entry.output.retries() > 0) {
          watched.add(channel);
        }
      }
      channels.forEach(OutputChannel::start);
      return new Outputs(channels, patience, OutputWatch.start(watched, timeout));
    }

    private OutputChannel channel(Entry entry) {
      Output first = entry.output;
      int retries = first.retries();
      ChannelLog log = new ChannelLog(first.name());
      SpoolSender sender = null;
      if (entry.spool != null) {
        OutputWriter writer = new OutputWriter(first, OutputWriter.FOREVER, log, true);
        sender = new SpoolSender(first, entry.spool, writer, log, MOST_BYTES);
        first = new SpoolAppender(first.name(), entry.spool);
        retries = 0;
      }
      OutputWriter writer = new OutputWriter(first, retries, log, isLive);
      LineQueue queue = new LineQueue(capacity, MOST_BYTES);
      return new OutputChannel(first, queue, writer, log, buffered, sender);
    }
  }
}

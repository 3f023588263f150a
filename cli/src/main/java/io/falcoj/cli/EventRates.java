// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.library.summary.RunSummary;
import io.falcoj.sources.live.LiveCounters;
import java.util.Locale;

/** {@code -v}: says at the end how many events there were a second, in the words of Falco. */
final class EventRates {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Console console;
  private final long startNanos = System.nanoTime();

  private EventRates(Console console) {
    this.console = console;
  }

  /** Time begins to count. */
  static EventRates start(Console console) {
    return new EventRates(console);
  }

  /** Tells of all events of recordings. */
  void tell(RunSummary summary) {
    long events = summary.recording().events().values().stream().mapToLong(Long::longValue).sum();
    console.tell(text("", events));
  }

  /** Tells of the events of each source that was watched. */
  void tellSources(RunSummary summary) {
    summary
        .recording()
        .events()
        .forEach((source, events) -> console.tell(text("(" + source + ") ", events)));
  }

  /** Tells what the kernel had and lost. */
  void tell(LiveCounters counters) {
    console.tell(
        "Driver Events:" + counters.events() + "\nDriver Drops:" + counters.drops() + "\n");
  }

  private String text(String prefix, long events) {
    double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "%sElapsed time: %.3f, Captured Events: %d, %.2f eps",
        prefix,
        seconds,
        events,
        events / seconds);
  }
}

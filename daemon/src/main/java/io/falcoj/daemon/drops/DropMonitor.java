// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.drops;

import io.falcoj.daemon.config.DropAction;
import io.falcoj.engine.Priority;
import io.falcoj.library.summary.DropCounts;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.sources.live.DropCategory;
import io.falcoj.sources.live.LiveCounters;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second, in the time of the events, how many system calls were lost, and does what
 * the configuration says. Used by the thread that reads the events.
 *
 * <p>Follows falco 0.44 {@code event_drops.cpp}.
 */
public final class DropMonitor {

  private static final String RULE = "Falco internal: syscall event drop";
  private static final long SECOND = 1_000_000_000L;

  /** Falco tells them apart; here only their sum is known. */
  private static final Logger LOGGER = LoggerFactory.getLogger(DropMonitor.class);

  private DropSettings settings;
  private final Consumer<InternalAlert> alerts;
  private final boolean live;
  private TokenBucket bucket;
  private LiveCounters last = LiveCounters.NONE;
  private long nextCheckNanos = Long.MAX_VALUE;
  private boolean begun;
  private volatile long detected;
  private volatile long actions;

  /**
   * @param alerts where the action {@code alert} tells
   * @param live whether the events come from falcoj's eBPF program
   */
  public DropMonitor(DropSettings settings, Consumer<InternalAlert> alerts, boolean live) {
    this.settings = settings;
    this.alerts = alerts;
    this.live = live;
    this.bucket = new TokenBucket(settings.actionsPerSecond(), settings.maxBurst(), 0);
  }

  /** Acts as other settings say from now on. */
  public void use(DropSettings newSettings) {
    if (!newSettings.equals(settings)) {
      settings = newSettings;
      begun = false;
    }
  }

  /** Whether the counters are to be looked at, by the time of an event. */
  public boolean isDue(long eventNanos) {
    if (!begun) {
      begun = true;
      nextCheckNanos = eventNanos + SECOND;
      bucket = new TokenBucket(settings.actionsPerSecond(), settings.maxBurst(), eventNanos);
    }
    return eventNanos > nextCheckNanos;
  }

  /**
   * Looks at the counters, and acts.
   *
   * @param eventNanos time of the event for which {@link #isDue} was true
   * @param counters of the source, now
   * @return whether to go on; false if the configuration wants falcoj to end
   */
  public boolean check(long eventNanos, LiveCounters counters) {
    nextCheckNanos = eventNanos + SECOND;
    LiveCounters before = last;
    last = counters;
    long drops = counters.drops() - before.drops();
    if (settings.simulate()) {
      LOGGER.info("Simulating syscall event drop");
      drops++;
    }
    double share = (double) drops / (counters.events() - before.events());
    if (drops <= 0 || !(settings.simulate() || share > settings.threshold())) {
      return true;
    }
    detected++;
    if (!bucket.take(eventNanos)) {
      LOGGER.debug("Syscall event drop but token bucket depleted, skipping actions");
      return true;
    }
    actions++;
    return act(eventNanos, drops, before, counters);
  }

  private boolean act(long eventNanos, long drops, LiveCounters before, LiveCounters now) {
    String message = RULE + ". " + drops + " system calls dropped in last second.";
    boolean goesOn = true;
    for (DropAction action : settings.actions()) {
      switch (action) {
        case IGNORE -> {}
        case LOG -> LOGGER.debug(message);
        case ALERT -> alerts.accept(alert(eventNanos, message, drops, before, now));
        case EXIT -> {
          LOGGER.error(message);
          LOGGER.error("Exiting.");
          goesOn = false;
        }
      }
    }
    return goesOn;
  }

  /** As in Falco all values are texts. */
  private InternalAlert alert(
      long eventNanos, String message, long drops, LiveCounters before, LiveCounters now) {
    TreeMap<String, Object> fields = new TreeMap<>();
    fields.put("n_evts", text(now.events() - before.events()));
    fields.put("n_drops", text(drops));
    fields.put("n_drops_buffer_total", text(now.bufferDrops() - before.bufferDrops()));
    for (DropCategory category : DropCategory.values()) {
      if (category.isExit()) {
        fields.put(
            "n_drops_buffer_" + category.topic() + "_exit",
            text(now.drops(category) - before.drops(category)));
      }
    }
    fields.put("n_drops_scratch_map", text(now.tooLongDrops() - before.tooLongDrops()));
    fields.put("n_drops_page_faults", text(0));
    fields.put("n_drops_bug", text(0));
    fields.put("ebpf_enabled", text(live ? 1 : 0));
    return new InternalAlert(eventNanos, Priority.DEBUG, RULE, message, fields);
  }

  private static String text(long count) {
    return Long.toString(count);
  }

  /** What was seen so far; any thread may ask. */
  public DropCounts counts() {
    return new DropCounts(detected, actions);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.drops;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.InternalAlert;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tells when nothing came for long, as {@code syscall_event_timeouts} says: then something may be
 * wrong with the source. Used by the thread that reads the events.
 *
 * <p>Follows falco 0.44 {@code process_events.cpp}; but {@code last_event_time} is the time of the
 * last event, where Falco has the first.
 */
public final class TimeoutMonitor {

  private static final String RULE = "Falco internal: timeouts notification";
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ENGLISH);
  private static final long NEVER = Long.MIN_VALUE;

  private volatile long most;
  private final ZoneId zone;
  private final Consumer<InternalAlert> alerts;
  private long inARow;
  private long lastEventNanos = NEVER;

  /**
   * @param most how many timeouts in a row are nothing special
   * @param zone where the reader of alerts is
   */
  public TimeoutMonitor(long most, ZoneId zone, Consumer<InternalAlert> alerts) {
    this.most = most;
    this.zone = zone;
    this.alerts = alerts;
  }

  /**
   * How many timeouts in a row the configuration says are nothing special.
   *
   * @throws ConfigException if they are none
   */
  public static long most(FalcoConfig config) throws ConfigException {
    long most = config.get(ConfigKeys.SYSCALL_EVENT_TIMEOUTS_MAX_CONSECUTIVES);
    if (most < 1) {
      throw new ConfigException(
          "syscall_event_timeouts.max_consecutives: the maximum consecutive timeouts without an"
              + " event must be an unsigned integer > 0");
    }
    return most;
  }

  /** So many timeouts in a row are nothing special from now on; any thread may say so. */
  public void use(long newMost) {
    most = newMost;
  }

  /** An event came. */
  public void event(long timestampNanos) {
    inARow = 0;
    lastEventNanos = timestampNanos;
  }

  /** No event came in time. */
  public void timeout() {
    inARow++;
    if (inARow > most) {
      inARow = 0;
      TreeMap<String, Object> fields = new TreeMap<>();
      fields.put("last_event_time", lastEventTime());
      Instant now = Instant.now();
      alerts.accept(
          new InternalAlert(
              now.getEpochSecond() * 1_000_000_000L + now.getNano(),
              Priority.DEBUG,
              RULE,
              RULE + ". " + most + " consecutive timeouts without event.",
              fields));
    }
  }

  private String lastEventTime() {
    return lastEventNanos == NEVER
        ? "none"
        : CLOCK.format(Instant.ofEpochSecond(0, lastEventNanos).atZone(zone));
  }
}

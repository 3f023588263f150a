// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.log;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Shows falcoj's log on standard error, in the form of Falco's: {@code Sun Nov 22 16:04:05 2026:
 * Loading rules from:}.
 */
final class ConsoleLog extends Handler {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter ISO_8601 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Consumer<String> person;
  private final DateTimeFormatter time;

  /**
   * Shows the log, or nothing.
   *
   * @param person is told each message
   */
  ConsoleLog(Consumer<String> person, boolean shows, boolean iso8601) {
    this.person = person;
    this.time = iso8601 ? ISO_8601 : CLOCK;
    setLevel(shows ? Level.ALL : Level.OFF);
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    person.accept(time.format(ZonedDateTime.now()) + ": " + record.getMessage());
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Standard error stays open.
  }
}

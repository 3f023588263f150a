// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Shows falcoj's log on standard error, in the form of Falco's: {@code Sun Nov 22 16:04:05 2026:
 * Loading rules from:}.
 */
final class ConsoleLog extends Handler {

  private static final Logger LOGGER = Logger.getLogger("io.falcoj");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ENGLISH);

  private final Console console;

  private ConsoleLog(Console console) {
    this.console = console;
  }

  /** Sends the log to standard error until closed. */
  static ConsoleLog start(Console console, LogLevel level) {
    ConsoleLog log = new ConsoleLog(console);
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(level.loggerLevel());
    LOGGER.addHandler(log);
    return log;
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    console.tell(TIME.format(ZonedDateTime.now()) + ": " + record.getMessage());
  }

  @Override
  public void flush() {
    console.err().flush();
  }

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}

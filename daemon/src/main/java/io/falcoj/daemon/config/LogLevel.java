// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import java.util.logging.Level;

/** How much the log says: Falco's names, of which Java's logging tells four apart. */
public enum LogLevel {
  EMERGENCY(Level.SEVERE),
  ALERT(Level.SEVERE),
  CRITICAL(Level.SEVERE),
  ERROR(Level.SEVERE),
  WARNING(Level.WARNING),
  NOTICE(Level.INFO),
  INFO(Level.INFO),
  DEBUG(Level.FINE);

  private final Level loggerLevel;

  LogLevel(Level loggerLevel) {
    this.loggerLevel = loggerLevel;
  }

  /** The level of Java's logging. */
  public Level loggerLevel() {
    return loggerLevel;
  }
}

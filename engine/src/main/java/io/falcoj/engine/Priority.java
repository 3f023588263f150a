// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.Locale;
import java.util.Optional;

/** How urgent a rule's alerts are, most urgent first: the syslog severities, as Falco has them. */
public enum Priority {
  EMERGENCY("Emergency"),
  ALERT("Alert"),
  CRITICAL("Critical"),
  ERROR("Error"),
  WARNING("Warning"),
  NOTICE("Notice"),
  INFORMATIONAL("Informational"),
  DEBUG("Debug");

  private final String text;

  Priority(String text) {
    this.text = text;
  }

  /** The word that alerts print: {@code Warning}. */
  public String text() {
    return text;
  }

  /** Whether an alert of this priority passes a minimum of {@code minimum}. */
  public boolean isAtLeast(Priority minimum) {
    return ordinal() <= minimum.ordinal();
  }

  /**
   * Reads a priority as rules and configurations write it: in any case, and {@code INFO} for {@code
   * INFORMATIONAL}.
   */
  public static Optional<Priority> parse(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    if (wanted.equals("info")) {
      return Optional.of(INFORMATIONAL);
    }
    for (Priority priority : values()) {
      if (priority.text.toLowerCase(Locale.ROOT).equals(wanted)) {
        return Optional.of(priority);
      }
    }
    return Optional.empty();
  }
}

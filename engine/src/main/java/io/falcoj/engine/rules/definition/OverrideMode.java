// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import java.util.Locale;

/** What an item with {@code override} does to a key of the item that it names. */
public enum OverrideMode {
  APPEND,
  REPLACE;

  /** The word in a rules file. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

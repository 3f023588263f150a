// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

/** What falcoj does with a key. */
public enum ConfigUse {
  /** It does what Falco does, or is falcoj's own. */
  ACTS("used"),
  /** It is about something that falcoj does in another way, or needs not to be told. */
  NO_MEANING("no meaning here");

  private final String text;

  ConfigUse(String text) {
    this.text = text;
  }

  /** The words for it in the documentation. */
  public String text() {
    return text;
  }
}

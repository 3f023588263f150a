// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Alert;
import io.falcoj.engine.AlertConsumer;

/** Writes alerts as lines as soon as they are made. Used by one thread. */
public final class AlertWriter implements AlertConsumer {

  private final AlertFormat format;
  private final int usualSize;
  private AlertLines lines;

  /**
   * @param format how the alerts are written
   * @param usualSize bytes that there is room for at once; it grows when needed
   */
  public AlertWriter(AlertFormat format, int usualSize) {
    this.format = format;
    this.usualSize = usualSize;
    this.lines = new AlertLines(usualSize);
  }

  @Override
  public void accept(Alert alert) {
    lines.add(alert, format);
  }

  /** How many bytes the lines since the last {@link #take} have. */
  public int length() {
    return lines.length();
  }

  /** The lines since this was asked last, the caller's own. */
  public AlertLines take() {
    if (lines.isEmpty()) {
      return AlertLines.NONE;
    }
    AlertLines taken = lines;
    lines = new AlertLines(usualSize);
    return taken;
  }
}

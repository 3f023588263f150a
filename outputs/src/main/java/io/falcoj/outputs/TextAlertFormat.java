// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Alert;
import java.time.ZoneId;
import java.util.Map;

/**
 * Falco's text line: {@code 13:58:49.736141000: Warning Pod started with privileged container
 * (user=jane)}.
 *
 * @param time how the time reads
 * @param zone where the reader is; matters to {@link AlertTime#CLOCK} only
 */
public record TextAlertFormat(AlertTime time, ZoneId zone) implements AlertFormat {

  @Override
  public void append(Alert alert, LineBuffer line) {
    time.append(alert.timestampNanos(), zone, line);
    line.append(": ");
    line.append(alert.priority().text());
    line.append(' ');
    line.appendVisible(alert.message());
    line.append('\n');
  }

  /** As in Falco the time is the time of day, whatever is configured. */
  @Override
  public void append(InternalAlert alert, LineBuffer line) {
    AlertTime.CLOCK.append(alert.timestampNanos(), zone, line);
    line.append(": ");
    line.append(alert.priority().text());
    line.append(' ');
    line.appendVisible(alert.message());
    String separator = " (";
    for (Map.Entry<String, Object> field : alert.fields().entrySet()) {
      line.append(separator);
      separator = " ";
      line.appendVisible(field.getKey());
      line.append('=');
      JsonAlertFormat.appendValue(field.getValue(), line);
    }
    line.append(alert.fields().isEmpty() ? " ()\n" : ")\n");
  }
}

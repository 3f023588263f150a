// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.table;

import java.time.ZoneId;

/**
 * What fields print by the place falcoj runs in, and as it is told, rather than by the event.
 *
 * @param zone zone of the times that fields print
 * @param hostname the machine that watches: {@code evt.hostname} of events that carry none
 * @param base64Buffers whether the data that system calls read and write prints as base64 rather
 *     than with dots for what cannot be printed
 */
public record FieldSettings(ZoneId zone, String hostname, boolean base64Buffers) {

  /** A place where data prints with dots for what cannot be printed. */
  public FieldSettings(ZoneId zone, String hostname) {
    this(zone, hostname, false);
  }

  /** The same place, where data prints so. */
  public FieldSettings withBase64Buffers(boolean base64) {
    return new FieldSettings(zone, hostname, base64);
  }
}

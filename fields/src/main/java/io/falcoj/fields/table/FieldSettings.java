// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.table;

import java.time.ZoneId;

/**
 * What fields tell about the place falcoj runs in rather than about the event.
 *
 * @param zone zone of the times that fields print
 * @param hostname the machine that watches: {@code evt.hostname} of events that carry none
 */
public record FieldSettings(ZoneId zone, String hostname) {}

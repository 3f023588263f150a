// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.List;

/**
 * One kind of event, as the event table declares it.
 *
 * @param code place in the table, from 0: what {@link Event#typeCode()} yields
 * @param identifier unique name: {@code SYSCALL_OPENAT_2_X}
 * @param name what {@code evt.type} yields; several versions of an event share it
 * @param category what the event is about: {@code FILE}, {@code NET}
 * @param origins what recorded it: {@code SYSCALL}, {@code TRACEPOINT}, {@code PLUGIN}
 * @param flags what is special about it: {@code CREATES_FD}, {@code OLD_VERSION}
 * @param parameters in the order of the wire
 */
public record EventType(
    int code,
    String identifier,
    String name,
    String category,
    List<String> origins,
    List<String> flags,
    List<EventParameter> parameters) {

  public EventType {
    origins = List.copyOf(origins);
    flags = List.copyOf(flags);
    parameters = List.copyOf(parameters);
  }
}

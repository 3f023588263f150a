// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * One event, as a flyweight that its source re-points to the next one: whoever keeps something
 * beyond the event copies it. An event belongs to one thread.
 */
public interface Event {

  /** Name of the source it came from: {@code k8s_audit}, {@code syscall}. */
  String source();

  /** Number of the event in its input, from 1: {@code evt.num}. */
  long number();

  /** When it happened, in nanoseconds since the epoch. */
  long timestampNanos();

  /**
   * When the first event of its input happened, in nanoseconds since the epoch: {@code evt.reltime}
   * counts from it. {@link #UNKNOWN_TIME} if the source does not tell.
   */
  default long firstTimestampNanos() {
    return UNKNOWN_TIME;
  }

  /**
   * Code of the event's type in the event table, by which rules are selected before any check runs;
   * {@link #PLUGIN_EVENT} for events of sources that have one type only.
   */
  int typeCode();

  /** Type code of every event that is not a system call (Falco: {@code PPME_PLUGINEVENT_E}). */
  int PLUGIN_EVENT = 322;

  /** A time that is not known. */
  long UNKNOWN_TIME = Long.MIN_VALUE;
}

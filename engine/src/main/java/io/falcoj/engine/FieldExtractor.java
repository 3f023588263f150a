// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * Reads one field, its argument already bound, from an event. Stateless and shared by all threads,
 * unless {@link #forThread} gives each its own; everything that does not depend on the event was
 * decided when it was made.
 */
@FunctionalInterface
public interface FieldExtractor {

  /**
   * Adds the field's values to {@code values}, which is clear; leaves it so if the field is absent.
   * Must not throw for anything an event may hold, and must not allocate.
   *
   * @param event an event of a source that the field declares
   */
  void extract(Event event, Values values);

  /**
   * The extractor that one thread calls: this one, unless it must keep something for the thread, as
   * what reads events through native code does.
   *
   * @param home where all extractors of the thread find what they share
   */
  default FieldExtractor forThread(ThreadHome home) {
    return this;
  }

  /**
   * Effort of one extraction, by which checks are put in order: 1 is about a nanosecond on a
   * present machine. An extractor that searches or decodes a large part of the event says so.
   */
  default int cost() {
    return 5;
  }
}

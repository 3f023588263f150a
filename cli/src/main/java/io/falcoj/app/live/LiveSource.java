// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

/** Something that yields events while they happen, on threads of its own. */
interface LiveSource {

  /** Of its events: {@code k8s_audit}. */
  String name();

  /**
   * Begins to watch.
   *
   * @return what is watched, for a person
   * @throws SourceException if it cannot be watched here
   */
  String start() throws SourceException;

  /** Other rules are in force. */
  void rulesChanged();

  /** Falco's name for what brings the events. */
  String engine();

  /** How many events were evaluated so far. */
  long events();

  /** Whether it watches. */
  boolean isRunning();

  /**
   * Ends: nothing new is taken, what was begun is brought to its end. Does nothing if it was not
   * started.
   */
  void stop();
}

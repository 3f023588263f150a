// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

/**
 * Something that yields events while they happen, on threads of its own.
 *
 * @param <S> its settings
 */
interface LiveSource<S> {

  /** Of its events: {@code k8s_audit}. */
  String name();

  /**
   * Watches by these settings from now on, whether it did before or not.
   *
   * @return what is watched, for a person
   * @throws SourceException if it cannot be watched here: then all is as before
   */
  String use(S settings) throws SourceException;

  /** Falco's name for what brings the events. */
  String engine();

  /** How many events were evaluated so far. */
  long events();

  /** Whether it watches. */
  boolean isRunning();

  /**
   * Ends: nothing new is taken, what was begun is brought to its end. Does nothing if it does not
   * watch.
   */
  void stop();
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/** Is told what an {@link EventReader} reads. */
public interface EventListener {

  /** Takes an event, which is valid during the call only. */
  void event(Event event);

  /**
   * A record could not be read and is left out.
   *
   * @param message which one and why, for a person
   */
  void problem(String message);

  /** So many further records could not be read, about which nothing more is told. */
  void untoldProblems(long count);
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * Takes alerts, one after another, while the events that they are about are evaluated. Called on
 * the evaluating thread, which waits: whoever needs time hands alerts on.
 */
@FunctionalInterface
public interface AlertConsumer {

  /** Takes an alert, which is the consumer's own: it refers to nothing of its event. */
  void accept(Alert alert);
}

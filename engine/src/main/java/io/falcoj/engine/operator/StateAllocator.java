// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

/** Gives places in which a context keeps what a test reuses from event to event. */
@FunctionalInterface
public interface StateAllocator {

  /** A place that nobody else has. */
  int allocate();
}

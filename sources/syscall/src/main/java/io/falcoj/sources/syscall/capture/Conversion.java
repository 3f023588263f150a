// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

/**
 * One step towards the present form.
 *
 * @param type what the event becomes; -1 unless it is built anew
 * @param origins of the parameters that are added
 */
record Conversion(Action action, int type, ParameterOrigin[] origins) {

  /** What happens to the event. */
  enum Action {
    /** Not delivered; waits for the exit event. */
    KEEP,
    /** Delivered, and waits as well. */
    KEEP_AND_PASS,
    /** Delivered as it is. */
    PASS,
    /** Parameters are appended. */
    ADD,
    /** Built anew as another type. */
    BECOME
  }
}

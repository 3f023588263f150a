// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

/** Where records come from: a ring buffer. */
@FunctionalInterface
interface RecordSource {

  /**
   * Takes the records that are complete, headers included, one after the other, in one go, and
   * frees their room.
   *
   * @param offset where in {@code target} to begin
   * @return how many bytes were taken; 0 if no record is complete, the next does not fit, or the
   *     source is closed
   */
  int take(byte[] target, int offset);
}

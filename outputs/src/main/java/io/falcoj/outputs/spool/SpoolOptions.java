// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

/**
 * How a spool keeps records.
 *
 * @param maxBytes how much room it may take on the disk
 * @param sync when records are forced to the disk
 */
public record SpoolOptions(long maxBytes, SyncPolicy sync) {

  /** No more than this is in one file, so that room is given back in time. */
  private static final long LARGEST_SEGMENT = 16 << 20;

  private static final long SMALLEST_SEGMENT = 16 << 10;

  /** How long a segment may grow before the next one is begun. */
  long segmentBytes() {
    return Math.min(LARGEST_SEGMENT, Math.max(SMALLEST_SEGMENT, maxBytes / 16));
  }
}

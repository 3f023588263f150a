// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/**
 * Counts what becomes of a table, in plain fields: counting must cost nothing. Not thread-safe;
 * {@link #snapshot} makes of it what other threads may see.
 */
final class TableTally {

  private long added;
  private long removed;
  private long dropped;
  private long found;
  private long missed;

  /** Something was put in. */
  void added(long count) {
    added += count;
  }

  /** Something was taken out. */
  void removed(long count) {
    removed += count;
  }

  /** There was no room for something. */
  void dropped() {
    dropped++;
  }

  /** Something was looked up. */
  void lookedUp(boolean isThere) {
    if (isThere) {
      found++;
    } else {
      missed++;
    }
  }

  /** All counts as they are now. */
  StateCounters.Table snapshot() {
    return new StateCounters.Table(added, removed, dropped, found, missed);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/**
 * How many bytes all tables of a machine hold, roughly, and how many they may: a share of the heap,
 * so that no recording fills it, whatever it says. What does not fit is not kept: it is unknown
 * then. Not thread-safe.
 */
final class MemoryBudget {

  /** The other parts are for events, rules and outputs. */
  private static final int HEAP_PART = 3;

  private final long limit;
  private long used;

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** A share of the heap of this process. */
  static MemoryBudget ofHeap() {
    return new MemoryBudget(Runtime.getRuntime().maxMemory() / HEAP_PART);
  }

  /** Whether so many bytes more may be held. */
  boolean hasRoom(long bytes) {
    return used + bytes <= limit;
  }

  /** So many bytes more are held; fewer if negative. */
  void add(long bytes) {
    used += bytes;
  }

  long used() {
    return used;
  }
}

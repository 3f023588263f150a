// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.layout.RawEvent;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the events of all ring buffers in the order of time. Not thread-safe.
 *
 * <p>What a processor did before another must not come after it, so that the state never sees an
 * effect before its cause. Events wait until all buffers were read after them.
 */
final class EventMerger {

  /**
   * How long it may take from when an event is stamped until it is in its buffer. It is below a
   * microsecond, but for a processor that a hypervisor stops just then.
   */
  static final long STAMP_TO_BUFFER_NANOS = 1_000_000;

  private final EventBlock[] blocks;
  private final LongSupplier clock;
  private long horizon;
  private int cpu;
  private long damaged;

  /**
   * @param clock that the kernel stamps events by
   */
  EventMerger(List<? extends RecordSource> rings, LongSupplier clock) {
    this.blocks = rings.stream().map(EventBlock::new).toArray(EventBlock[]::new);
    this.clock = clock;
  }

  /**
   * Points {@code event} at the next event; it is valid until the next call.
   *
   * @return false if there is none yet
   */
  boolean next(RawEvent event) {
    EventBlock earliest = earliest();
    if (earliest == null) {
      refill();
      earliest = earliest();
    }
    while (earliest != null) {
      cpu = earliest.nextCpu();
      if (earliest.next(event)) {
        return true;
      }
      damaged++;
      earliest = earliest();
    }
    return false;
  }

  /** Takes what the buffers hold, so that they do not overflow while nobody asks for events. */
  void keep() {
    for (EventBlock block : blocks) {
      block.keep();
    }
  }

  private void refill() {
    horizon = blocks.length == 1 ? Long.MAX_VALUE : clock.getAsLong() - STAMP_TO_BUFFER_NANOS;
    for (EventBlock block : blocks) {
      block.refill();
    }
  }

  private @Nullable EventBlock earliest() {
    EventBlock earliest = null;
    long time = horizon;
    for (EventBlock block : blocks) {
      if (!block.isEmpty() && block.nextTime() <= time) {
        earliest = block;
        time = block.nextTime();
      }
    }
    return earliest;
  }

  /** Processor of the event that {@link #next} last pointed at. */
  int cpu() {
    return cpu;
  }

  /** How many records were no events. */
  long damaged() {
    return damaged;
  }
}

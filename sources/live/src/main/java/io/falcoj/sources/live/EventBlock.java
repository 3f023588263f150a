// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.util.Arrays;

/**
 * The events of one ring buffer that were taken and not yet handed on. Records are taken in blocks:
 * one copy for thousands of events, and the kernel has their room back at once. Not thread-safe.
 *
 * <p>Each record begins with the number of the processor (8 bytes), then the event.
 */
final class EventBlock {

  private static final int BLOCK_LENGTH = 1 << 20;

  /** Most bytes that are kept while nobody asks for events. */
  private static final int MAX_BACKLOG_LENGTH = 1 << 26;

  private static final int PREFIX_LENGTH = Long.BYTES;

  private final RecordSource ring;
  private byte[] block = new byte[BLOCK_LENGTH];
  private int position;
  private int limit;

  EventBlock(RecordSource ring) {
    this.ring = ring;
    skipDiscarded();
  }

  /**
   * Takes what the ring buffer holds, behind what is here already.
   *
   * @return whether there was anything
   */
  boolean refill() {
    if (position > 0) {
      byte[] source = block;
      if (isEmpty() && block.length > BLOCK_LENGTH) {
        block = new byte[BLOCK_LENGTH];
      }
      System.arraycopy(source, position, block, 0, limit - position);
      limit -= position;
      position = 0;
    }
    int start = limit;
    int taken = ring.take(block, limit);
    while (taken > 0) {
      limit += taken;
      taken = ring.take(block, limit);
    }
    skipDiscarded();
    return limit > start;
  }

  /**
   * Takes what the ring buffer holds as {@link #refill} does, and makes room for it here, within
   * limits.
   */
  void keep() {
    refill();
    while (limit > block.length / 2 && block.length < MAX_BACKLOG_LENGTH) {
      block = Arrays.copyOf(block, 2 * block.length);
      refill();
    }
  }

  private void skipDiscarded() {
    while (position < limit && RingBuffer.isDiscarded(header())) {
      position += RingBuffer.recordLength(header());
    }
  }

  private int header() {
    return EventLayout.intAt(block, position);
  }

  private int eventOffset() {
    return position + RingBuffer.RECORD_HEADER_LENGTH + PREFIX_LENGTH;
  }

  /** Whether no event is here. */
  boolean isEmpty() {
    return position == limit;
  }

  /** When the next event happened. */
  long nextTime() {
    return EventLayout.longAt(block, eventOffset() + EventLayout.TIME_OFFSET);
  }

  /** Processor of the next event. */
  int nextCpu() {
    return EventLayout.intAt(block, position + RingBuffer.RECORD_HEADER_LENGTH);
  }

  /**
   * Points {@code event} at the next event and steps over it. The event stays where it is until the
   * next {@link #refill}.
   *
   * @return whether it is well-formed
   */
  boolean next(RawEvent event) {
    int header = header();
    boolean valid =
        event.wrap(block, eventOffset(), RingBuffer.contentLength(header) - PREFIX_LENGTH);
    position += RingBuffer.recordLength(header);
    skipDiscarded();
    return valid;
  }
}

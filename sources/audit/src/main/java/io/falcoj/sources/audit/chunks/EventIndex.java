// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;
import java.util.Arrays;

/**
 * The events that were found in a chunk: where each one is, and the members it has. Texts that the
 * chunk does not hold as they are (unescaped or put together) are in a buffer of its own.
 */
final class EventIndex {

  private static final int INITIAL_CAPACITY = 256;

  private int size;
  private int[] starts = new int[INITIAL_CAPACITY];
  private int[] ends = new int[INITIAL_CAPACITY];
  private int[] firstMembers = new int[INITIAL_CAPACITY];
  private int[] memberEnds = new int[INITIAL_CAPACITY];
  private boolean[] decoded = new boolean[INITIAL_CAPACITY];
  private long[] timestamps = new long[INITIAL_CAPACITY];

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /**
   * Adds an event.
   *
   * @param isDecoded whether it is in the buffer of decoded texts rather than in the chunk
   */
  void add(
      boolean isDecoded, int start, int end, int firstMember, int memberEnd, long timestampNanos) {
    if (size == starts.length) {
      grow();
    }
    decoded[size] = isDecoded;
    starts[size] = start;
    ends[size] = end;
    firstMembers[size] = firstMember;
    memberEnds[size] = memberEnd;
    timestamps[size] = timestampNanos;
    size++;
  }

  /** Takes the event at {@code index} out. */
  void remove(int index) {
    int behind = size - index - 1;
    System.arraycopy(decoded, index + 1, decoded, index, behind);
    System.arraycopy(starts, index + 1, starts, index, behind);
    System.arraycopy(ends, index + 1, ends, index, behind);
    System.arraycopy(firstMembers, index + 1, firstMembers, index, behind);
    System.arraycopy(memberEnds, index + 1, memberEnds, index, behind);
    System.arraycopy(timestamps, index + 1, timestamps, index, behind);
    size--;
  }

  /** Whether the event at {@code index} is in the buffer of decoded texts. */
  boolean isDecoded(int index) {
    return decoded[index];
  }

  /** Where the event at {@code index} begins. */
  int start(int index) {
    return starts[index];
  }

  /** Points {@code event} at the event at {@code index}. */
  void point(AuditEvent event, int index, long number, byte[] chunk, byte[] texts, int[] members) {
    point(event.json(), index, chunk, texts, members);
    event.point(number, timestamps[index]);
  }

  /** Points {@code json} at the text of the event at {@code index}. */
  void point(JsonDocument json, int index, byte[] chunk, byte[] texts, int[] members) {
    json.wrap(
        decoded[index] ? texts : chunk,
        starts[index],
        ends[index],
        members,
        firstMembers[index],
        memberEnds[index] - firstMembers[index]);
  }

  private void grow() {
    int capacity = size * 2;
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    firstMembers = Arrays.copyOf(firstMembers, capacity);
    memberEnds = Arrays.copyOf(memberEnds, capacity);
    decoded = Arrays.copyOf(decoded, capacity);
    timestamps = Arrays.copyOf(timestamps, capacity);
  }
}

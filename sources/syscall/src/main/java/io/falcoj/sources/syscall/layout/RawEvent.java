// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.layout;

import io.falcoj.engine.EventTable;

/**
 * A flyweight over the bytes of one event: its header, and where each parameter lies. Checked once
 * when pointed at an event, so that everything it then answers lies within the event. Not
 * thread-safe; valid until the array under it changes.
 */
public final class RawEvent {

  private static final byte[] NOTHING = {};

  private byte[] array = NOTHING;
  private int offset;
  private int length;
  private int typeCode;
  private int parameterCount;
  private final int[] parameterOffsets = new int[EventLayout.MAX_PARAMETERS + 1];

  /**
   * Points at the event that begins at {@code offset}.
   *
   * @param available how many bytes from {@code offset} on belong to the event at most
   * @return whether the bytes are a well-formed event of a known type; if not, the flyweight points
   *     nowhere
   */
  public boolean wrap(byte[] array, int offset, int available) {
    this.parameterCount = 0;
    this.length = 0;
    if (available < EventLayout.HEADER_LENGTH) {
      return false;
    }
    int eventLength = EventLayout.intAt(array, offset + EventLayout.LENGTH_OFFSET);
    int type = EventLayout.unsignedShortAt(array, offset + EventLayout.TYPE_OFFSET);
    int count = EventLayout.intAt(array, offset + EventLayout.COUNT_OFFSET);
    if (eventLength < EventLayout.HEADER_LENGTH
        || eventLength > available
        || type >= EventTable.SIZE
        || count < 0
        || count > EventLayout.MAX_PARAMETERS) {
      return false;
    }
    int lengthSize = EventLayout.lengthSize(type);
    int lengths = offset + EventLayout.HEADER_LENGTH;
    int end = offset + eventLength;
    int position = lengths + count * lengthSize;
    if (position > end) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      parameterOffsets[i] = position;
      int parameterLength =
          lengthSize == Short.BYTES
              ? EventLayout.unsignedShortAt(array, lengths + i * Short.BYTES)
              : EventLayout.intAt(array, lengths + i * Integer.BYTES);
      if (parameterLength < 0 || parameterLength > end - position) {
        return false;
      }
      position += parameterLength;
    }
    parameterOffsets[count] = position;
    this.array = array;
    this.offset = offset;
    this.length = eventLength;
    this.typeCode = type;
    this.parameterCount = count;
    return true;
  }

  /** The array that holds the event. */
  public byte[] array() {
    return array;
  }

  /** Where the event begins in its array. */
  public int offset() {
    return offset;
  }

  /** Length of the whole event in bytes. */
  public int length() {
    return length;
  }

  /** Code of the event's type, below {@link EventTable#SIZE}. */
  public int typeCode() {
    return typeCode;
  }

  /** When it happened, in nanoseconds since the epoch. */
  public long timestampNanos() {
    return EventLayout.longAt(array, offset + EventLayout.TIME_OFFSET);
  }

  /** Id of the thread that it happened in. */
  public long threadId() {
    return EventLayout.longAt(array, offset + EventLayout.THREAD_OFFSET);
  }

  /** How many parameters the event carries; events of old recordings have fewer. */
  public int parameterCount() {
    return parameterCount;
  }

  /** Where parameter {@code index} begins in the array. */
  public int parameterOffset(int index) {
    return parameterOffsets[index];
  }

  /** Length in bytes of parameter {@code index}; 0 if it is empty. */
  public int parameterLength(int index) {
    return parameterOffsets[index + 1] - parameterOffsets[index];
  }
}

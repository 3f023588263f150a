// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.engine.EventTable;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a capture front to back: the state of the machine goes to a {@link CaptureListener}, the
 * events come one by one from {@link #next}. Follows the format of libs 0.25 with every version of
 * every block. The capture is read through one buffer that grows only with bytes that are really
 * there. Not thread-safe.
 *
 * <p>A capture is hostile input: every length and count is checked against what holds it. A capture
 * that breaks off yields its complete events and then a {@link CaptureException}.
 */
public final class CaptureReader {

  /** Longest block that is read; libs writes no event or table that comes near. */
  private static final int MAX_BLOCK_LENGTH = 256 << 20;

  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int SUPPORTED_MAJOR_VERSION = 1;
  private static final int BLOCK_HEADER_LENGTH = 8;
  private static final int TRAILER_LENGTH = 4;
  private static final int INITIAL_BUFFER_LENGTH = 1 << 18;
  private static final int COUNT_LENGTH = 4;

  /** Header of an event without the number of parameters. */
  private static final int OLD_HEADER_LENGTH = EventLayout.HEADER_LENGTH - COUNT_LENGTH;

  private final InputStream input;
  private final CaptureListener listener;
  private final BlockCursor cursor = new BlockCursor();
  private final StateBlocks stateBlocks;

  private byte[] buffer = new byte[INITIAL_BUFFER_LENGTH];
  private byte[] upgraded = new byte[1 << 12];
  private int start;
  private int limit;
  private long bufferOffset;
  private boolean atEnd;
  private boolean inEvents;
  private long skippedEvents;
  private int eventFlags;
  private int cpu;

  /**
   * @param input the uncompressed capture; closed by its owner
   * @param listener is told the state of the machine while {@link #next} passes it
   */
  public CaptureReader(InputStream input, CaptureListener listener) {
    this.input = input;
    this.listener = listener;
    this.stateBlocks = new StateBlocks(listener);
  }

  /**
   * Reads the header of the capture; call it once, before {@link #next}.
   *
   * @throws CaptureException if this is no capture, or one of a version yet to come
   */
  public void open() throws IOException {
    if (!fill(BLOCK_HEADER_LENGTH)) {
      throw broken("not a capture: shorter than a block header", limit - start > 0);
    }
    if (intAt(0) != BlockType.SECTION_HEADER) {
      throw broken("not a capture: it does not begin with a section header", false);
    }
    readSectionHeader(blockLength());
  }

  private void readSectionHeader(int length) throws CaptureException {
    cursor.reset(
        buffer, start + BLOCK_HEADER_LENGTH, length - BLOCK_HEADER_LENGTH - TRAILER_LENGTH);
    int magic = cursor.nextInt();
    int majorVersion = cursor.nextShort();
    if (cursor.isBroken() || magic != BYTE_ORDER_MAGIC) {
      throw broken("not a capture: wrong byte order mark", false);
    }
    if (majorVersion > SUPPORTED_MAJOR_VERSION) {
      throw broken("capture of version " + majorVersion + ", but only version 1 is known", false);
    }
    start += length;
    inEvents = false;
  }

  /**
   * Points {@code event} at the next event. Blocks of state before the first one go to the
   * listener; those behind it, and blocks and events of unknown type, are skipped. Another capture
   * may be appended: the listener is told where it begins.
   *
   * @param event is valid until the next call
   * @return false at the end of the capture
   * @throws CaptureException if the capture breaks off or is damaged here; reading cannot go on
   */
  public boolean next(RawEvent event) throws IOException {
    while (true) {
      if (!fill(BLOCK_HEADER_LENGTH)) {
        if (limit == start) {
          return false;
        }
        throw broken("the capture ends within a block header", true);
      }
      int type = intAt(0);
      int length = blockLength();
      if (type == BlockType.SECTION_HEADER) {
        readSectionHeader(length);
        listener.section();
        continue;
      }
      int block = start;
      start += length;
      if (BlockType.isEvent(type)) {
        inEvents = true;
        if (wrap(event, type, block, length)) {
          return true;
        }
        skippedEvents++;
      } else if (!inEvents && !stateBlocks.read(type, buffer, block, length)) {
        start = block;
        throw broken("damaged block of type 0x" + Integer.toHexString(type), false);
      }
    }
  }

  /** Flags of the event that {@link #next} last pointed at; 0 in captures without. */
  public int eventFlags() {
    return eventFlags;
  }

  /** Processor of the event that {@link #next} last pointed at. */
  public int cpu() {
    return cpu;
  }

  /** How many events were skipped because their type is not known to this version. */
  public long skippedEvents() {
    return skippedEvents;
  }

  /** How many bytes of the uncompressed capture were read. */
  public long position() {
    return bufferOffset + start;
  }

  /** Wraps the event of a block; false if its type is unknown. */
  private boolean wrap(RawEvent event, int type, int block, int length) throws CaptureException {
    int position = block + BLOCK_HEADER_LENGTH + Short.BYTES;
    if (BlockType.hasFlags(type)) {
      position += Integer.BYTES;
    }
    int available = block + length - TRAILER_LENGTH - position;
    int headerLength =
        BlockType.lacksParameterCount(type) ? OLD_HEADER_LENGTH : EventLayout.HEADER_LENGTH;
    if (available < headerLength) {
      start = block;
      throw broken("event block of " + length + " bytes holds no event", false);
    }
    eventFlags = BlockType.hasFlags(type) ? EventLayout.intAt(buffer, position - Integer.BYTES) : 0;
    cpu = EventLayout.unsignedShortAt(buffer, block + BLOCK_HEADER_LENGTH);
    int typeCode = EventLayout.unsignedShortAt(buffer, position + EventLayout.TYPE_OFFSET);
    if (typeCode >= EventTable.SIZE) {
      return false;
    }
    boolean wrapped =
        BlockType.lacksParameterCount(type)
            ? wrapOld(event, position, available)
            : event.wrap(buffer, position, available);
    if (!wrapped) {
      start = block;
      throw broken("damaged event of type " + typeCode, false);
    }
    return true;
  }

  /**
   * Brings an event whose header lacks the number of parameters to the present layout. The number
   * is the one, counted down from that of the event table, with which the lengths add up.
   */
  private boolean wrapOld(RawEvent event, int position, int available) {
    int length = EventLayout.intAt(buffer, position + EventLayout.LENGTH_OFFSET);
    int typeCode = EventLayout.unsignedShortAt(buffer, position + EventLayout.TYPE_OFFSET);
    String identifier = EventTable.standard().type(typeCode).identifier();
    if (identifier.equals("NOTIFICATION_E") || identifier.equals("INFRASTRUCTURE_EVENT_E")) {
      // Recorders of that time wrote a length three bytes too long for these two.
      length -= 3;
    }
    if (length < OLD_HEADER_LENGTH || length > available) {
      return false;
    }
    int bodyLength = length - OLD_HEADER_LENGTH;
    int total = EventLayout.HEADER_LENGTH + bodyLength;
    if (upgraded.length < total) {
      upgraded = new byte[Math.max(total, upgraded.length * 2)];
    }
    System.arraycopy(buffer, position, upgraded, 0, OLD_HEADER_LENGTH);
    System.arraycopy(
        buffer, position + OLD_HEADER_LENGTH, upgraded, EventLayout.HEADER_LENGTH, bodyLength);
    EventLayout.putInt(upgraded, EventLayout.LENGTH_OFFSET, total);
    int most = EventTable.standard().type(typeCode).parameters().size();
    for (int count = most; count >= 0; count--) {
      if (addsUp(count, bodyLength)) {
        EventLayout.putInt(upgraded, EventLayout.COUNT_OFFSET, count);
        return event.wrap(upgraded, 0, total);
      }
    }
    return false;
  }

  private boolean addsUp(int count, int bodyLength) {
    int sum = count * Short.BYTES;
    if (sum > bodyLength) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      sum += EventLayout.unsignedShortAt(upgraded, EventLayout.HEADER_LENGTH + i * Short.BYTES);
    }
    return sum == bodyLength;
  }

  /** Length of the block at {@link #start}, all of which is in the buffer afterwards. */
  private int blockLength() throws IOException {
    int length = intAt(BLOCK_HEADER_LENGTH - Integer.BYTES);
    if (length < BLOCK_HEADER_LENGTH + TRAILER_LENGTH || length > MAX_BLOCK_LENGTH) {
      throw broken("block of impossible length " + Integer.toUnsignedString(length), false);
    }
    if (!fill(length)) {
      throw broken("the capture ends within a block of " + length + " bytes", true);
    }
    int trailer = intAt(length - TRAILER_LENGTH);
    if (trailer != length) {
      throw broken("a block says its length is " + length + " and, at its end, " + trailer, false);
    }
    return length;
  }

  private int intAt(int offset) {
    return EventLayout.intAt(buffer, start + offset);
  }

  /**
   * Makes {@code length} bytes from {@link #start} on available; false if the input ends before.
   */
  private boolean fill(int length) throws IOException {
    while (limit - start < length) {
      if (atEnd) {
        return false;
      }
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        bufferOffset += start;
        limit -= start;
        start = 0;
      }
      if (limit == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int count;
      try {
        count = input.read(buffer, limit, buffer.length - limit);
      } catch (EOFException e) {
        // A compressed capture whose recorder was killed lacks its end mark.
        count = -1;
      }
      if (count < 0) {
        atEnd = true;
      } else {
        limit += count;
      }
    }
    return true;
  }

  private CaptureException broken(String message, boolean truncated) {
    return new CaptureException(message, position(), truncated);
  }
}

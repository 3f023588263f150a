// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one segment, whatever the file holds: what is damaged is passed over. Used
 * by one thread.
 */
final class SegmentReader implements Closeable {

  private static final int BUFFER = 1 << 16;

  /** So often it is worth looking whether a record begins where it says so. */
  private static final int MOST_FALSE_MAGICS = 1000;

  private final FileChannel channel;
  private final long segment;
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

  /** Offset in the file of the buffer's beginning. */
  private long bufferStart;

  private long offset;
  private long damagedBytes;

  private SegmentReader(FileChannel channel, long segment, long offset) {
    this.channel = channel;
    this.segment = segment;
    this.offset = offset;
    this.bufferStart = offset;
  }

  /**
   * Opens a segment.
   *
   * @param offset where to begin; zero for the first record
   */
  static SegmentReader open(Path file, long segment, long offset) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return new SegmentReader(channel, segment, offset);
  }

  /**
   * The next record.
   *
   * @param limit up to where records were written
   * @return null if there is none before the limit, which then is reached
   * @throws IOException if the file cannot be read; it can be tried again from the position on
   */
  @Nullable SpoolRecord next(long limit) throws IOException {
    if (offset == 0) {
      skipMark(limit);
    }
    int falseMagics = 0;
    while (falseMagics <= MOST_FALSE_MAGICS
        && offset + SegmentFormat.HEADER <= limit
        && fill(SegmentFormat.HEADER, limit)) {
      if (buffer.getInt(at()) != SegmentFormat.MAGIC) {
        skipDamaged(1);
      } else {
        SpoolRecord record = record(limit);
        if (record != null) {
          offset = record.position().offset();
          return record;
        }
        falseMagics++;
        skipDamaged(1);
      }
    }
    // No record is shorter, and what a file lacks before the limit, it has lost.
    skipDamaged(Math.max(0, limit - offset));
    return null;
  }

  private void skipMark(long limit) throws IOException {
    int length = SegmentFormat.MARK.length;
    if (limit >= length && fill(length, limit)) {
      byte[] mark = new byte[length];
      buffer.get(at(), mark);
      if (Arrays.equals(mark, SegmentFormat.MARK)) {
        offset = length;
      }
    }
  }

  /** The record that begins here; null if none does. */
  private @Nullable SpoolRecord record(long limit) throws IOException {
    int length = buffer.getInt(at() + 4);
    if (length < 0
        || length > SegmentFormat.MAX_CONTENT
        || offset + SegmentFormat.HEADER + length > limit
        || !fill(SegmentFormat.HEADER + length, limit)) {
      return null;
    }
    int start = at();
    byte tag = buffer.get(start + 12);
    ByteBuffer content = buffer.slice(start + SegmentFormat.HEADER, length);
    if (SegmentFormat.checksum(tag, content) != buffer.getInt(start + 8)) {
      return null;
    }
    ByteBuffer copy = ByteBuffer.allocate(length).put(content).flip();
    long end = offset + SegmentFormat.HEADER + length;
    return new SpoolRecord(tag, copy, new SpoolPosition(segment, end));
  }

  private void skipDamaged(long count) {
    offset += count;
    damagedBytes += count;
  }

  private int at() {
    return (int) (offset - bufferStart);
  }

  /**
   * Has the buffer hold bytes from the offset on.
   *
   * @return whether the file has them
   */
  private boolean fill(int count, long limit) throws IOException {
    if (offset >= bufferStart && offset + count <= bufferStart + buffer.limit()) {
      return true;
    }
    if (buffer.capacity() < count || buffer.capacity() > Math.max(count, BUFFER)) {
      buffer = ByteBuffer.allocate(Math.max(count, BUFFER));
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), limit - offset));
    bufferStart = offset;
    try {
      while (buffer.hasRemaining()
          && channel.read(buffer, bufferStart + buffer.position()) >= 0) {}
    } finally {
      buffer.flip();
    }
    return buffer.limit() >= count;
  }

  /** Where the next record begins, if there is one. */
  SpoolPosition position() {
    return new SpoolPosition(segment, offset);
  }

  /** Its number. */
  long segment() {
    return segment;
  }

  /** How many bytes between records were no records, since this was asked last. */
  long takeDamagedBytes() {
    long taken = damagedBytes;
    damagedBytes = 0;
    return taken;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

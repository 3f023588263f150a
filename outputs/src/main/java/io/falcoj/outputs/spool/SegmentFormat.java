// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The layout of a segment: a mark, then records.
 *
 * <pre>
 *  0        4        8        12   13
 * +--------+--------+--------+-----+---------------
 * | magic  | length |  CRC   | tag | content ...
 * +--------+--------+--------+-----+---------------
 * </pre>
 *
 * Numbers are big-endian; the length is that of the content, the checksum is a CRC32C of tag and
 * content. The magic lets a reader find the next record behind a damaged one.
 */
final class SegmentFormat {

  /** What a segment begins with. */
  static final byte[] MARK = "FJSPOOL1".getBytes(StandardCharsets.US_ASCII);

  /** What a record begins with: two bytes that UTF-8 does not have, so no text looks like it. */
  static final int MAGIC = 0xFFA1C0FE;

  /** Length of what is before the content. */
  static final int HEADER = 13;

  /** No record is longer; a length beyond that is damage. */
  static final int MAX_CONTENT = 64 << 20;

  private SegmentFormat() {}

  /** Writes a record at the buffer's position, which moves behind it. */
  static void put(ByteBuffer target, byte tag, ByteBuffer content) {
    target.putInt(MAGIC);
    target.putInt(content.remaining());
    target.putInt(checksum(tag, content));
    target.put(tag);
    target.put(content.duplicate());
  }

  /** The checksum of a record; the content's position stays. */
  static int checksum(byte tag, ByteBuffer content) {
    CRC32C checksum = new CRC32C();
    checksum.update(tag);
    checksum.update(content.duplicate());
    return (int) checksum.getValue();
  }
}

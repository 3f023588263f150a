// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes the records of one segment. Used by one thread. */
final class SegmentWriter implements Closeable {

  private final FileChannel channel;
  private long length;

  private SegmentWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes a segment that only its owner can read.
   *
   * @throws IOException if it exists or cannot be made
   */
  static SegmentWriter create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    SegmentWriter writer = new SegmentWriter(channel);
    try {
      writer.append(ByteBuffer.wrap(SegmentFormat.MARK));
      return writer;
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Appends whole records, all or none.
   *
   * @throws IOException if they could not be written; the file is then as before, unless not even
   *     that could be done
   */
  void append(ByteBuffer records) throws IOException {
    long end = length;
    try {
      while (records.hasRemaining()) {
        end += channel.write(records, end);
      }
    } catch (IOException e) {
      try {
        channel.truncate(length);
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
    length = end;
  }

  /** How much of the file counts. */
  long length() {
    return length;
  }

  /** Forces to the disk what was appended. */
  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

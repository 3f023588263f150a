// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in a file up to where a spool was read: a position of two numbers, and their CRC32C.
 * Whoever holds it has the file locked.
 */
final class SentMark implements Closeable {

  private static final int LENGTH = 20;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(LENGTH);

  private SentMark(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens or makes the file.
   *
   * @throws IOException if that fails, or another process has locked it
   */
  static SentMark open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (channel.tryLock() != null) {
        return new SentMark(channel);
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException(file.getParent() + " is in use by a falcoj that runs");
  }

  /** The position that was written last; null if the file holds none. */
  @Nullable SpoolPosition read() throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {}
    buffer.flip();
    if (buffer.limit() < LENGTH || buffer.getInt(16) != checksum()) {
      return null;
    }
    return new SpoolPosition(buffer.getLong(0), buffer.getLong(8));
  }

  /** Writes a position. */
  void write(SpoolPosition position) throws IOException {
    buffer.clear();
    buffer.putLong(position.segment()).putLong(position.offset());
    buffer.putInt(checksum()).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer, buffer.position());
    }
  }

  private int checksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(buffer.array(), 0, 16);
    return (int) checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

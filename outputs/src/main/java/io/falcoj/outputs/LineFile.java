// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that lines are appended to. What it ends with when a line is torn, by a full disk or the
 * end of a process, is ended before the next line. Not thread-safe.
 */
public final class LineFile implements Closeable {

  private final Path file;
  private final FileChannel channel;
  private boolean isTorn;

  private LineFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a file, which is made when missing. Nothing is written yet.
   *
   * @throws IOException if it cannot be written to
   */
  public static LineFile open(Path file) throws IOException {
    FileChannel channel =
        NamedPipe.isAt(file)
            ? NamedPipe.open(file)
            : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    LineFile opened = new LineFile(file, channel);
    try {
      opened.isTorn = opened.lastLineIsTorn();
      return opened;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** A file that may be written and not read is believed to be torn: an empty line harms nobody. */
  private boolean lastLineIsTorn() throws IOException {
    try {
      return LastLine.isTorn(file);
    } catch (AccessDeniedException e) {
      return channel.size() > 0;
    }
  }

  /**
   * Appends whole lines.
   *
   * @throws IOException if that cannot be done; some of the bytes may stand in the file
   */
  public void append(ByteBuffer lines) throws IOException {
    if (isTorn) {
      write(ByteBuffer.wrap(new byte[] {'\n'}));
      isTorn = false;
    }
    write(lines);
  }

  private void write(ByteBuffer bytes) throws IOException {
    int first = bytes.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      isTorn |= bytes.position() > first;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

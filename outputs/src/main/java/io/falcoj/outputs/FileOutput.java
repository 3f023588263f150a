// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lines appended to a file. With {@code keepAlive} the file stays open; without, it is opened for
 * every write, so that it can be moved away between two. When a write fails half-way, as on a full
 * disk, the next one begins on a line of its own.
 */
public final class FileOutput implements Output {

  /** The output's name. */
  public static final String NAME = "file";

  /** Opens the file for appending. */
  @FunctionalInterface
  interface Opener {
    WritableByteChannel open() throws IOException;
  }

  private final Opener opener;
  private final boolean keepAlive;
  private volatile @Nullable WritableByteChannel open;
  private boolean torn;

  /**
   * @param file made when missing; what it holds stays
   */
  public FileOutput(Path file, boolean keepAlive) {
    this(
        () -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        keepAlive);
  }

  FileOutput(Opener opener, boolean keepAlive) {
    this.opener = opener;
    this.keepAlive = keepAlive;
  }

  /**
   * Opens the file once, so that a wrong name is known before the first alert.
   *
   * @throws IOException if it cannot be written to
   */
  public void prepare() throws IOException {
    channel();
    release();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    try {
      if (torn) {
        write(ByteBuffer.wrap(new byte[] {'\n'}));
        torn = false;
      }
      write(lines.from(first));
    } catch (IOException e) {
      close();
      throw e;
    }
    release();
    return lines.count() - first;
  }

  private void write(ByteBuffer bytes) throws IOException {
    WritableByteChannel channel = channel();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } finally {
      torn |= bytes.position() > 0 && bytes.hasRemaining();
    }
  }

  @Override
  public void reopen() throws IOException {
    close();
    prepare();
  }

  @Override
  public void close() throws IOException {
    WritableByteChannel closing = open;
    if (closing != null) {
      open = null;
      closing.close();
    }
  }

  private WritableByteChannel channel() throws IOException {
    WritableByteChannel channel = open;
    if (channel == null) {
      channel = opener.open();
      open = channel;
    }
    return channel;
  }

  private void release() throws IOException {
    if (!keepAlive) {
      close();
    }
  }
}

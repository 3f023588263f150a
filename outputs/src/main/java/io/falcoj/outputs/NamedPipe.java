// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Pipes with a name in the file system, as {@code mkfifo} makes them. */
public final class NamedPipe {

  private static final int TYPE_MASK = 0xF000;
  private static final int PIPE = 0x1000;

  private NamedPipe() {}

  /** Whether a path leads to one; false where there is nothing, or the system has none. */
  public static boolean isAt(Path path) {
    try {
      return ((int) Files.getAttribute(path, "unix:mode") & TYPE_MASK) == PIPE;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Opens a pipe for writing. That never waits; opened for writing alone it would until somebody
   * reads. Writing fails while nobody does.
   *
   * @throws IOException if it may not be read and written
   */
  public static FileChannel open(Path pipe) throws IOException {
    try (FileChannel asReader =
        FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Who reads and writes lets the other open at once.
      return asReader.isOpen() ? FileChannel.open(pipe, StandardOpenOption.WRITE) : asReader;
    }
  }

  /** What is said of a pipe that could not be written to. */
  public static IOException unread(Path pipe, IOException failure) {
    return new IOException(pipe + " is a pipe that nobody reads", failure);
  }
}

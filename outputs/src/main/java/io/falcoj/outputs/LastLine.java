// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Whether the last line of a file is torn. The file itself is asked: it knows also of a process
 * that was killed while it wrote, and of a disk that was full.
 */
final class LastLine {

  private LastLine() {}

  /**
   * Whether the file holds something that does not end with the end of a line.
   *
   * @return false of what is no file, such as a pipe
   * @throws IOException if the file cannot be read
   */
  static boolean isTorn(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, Math.max(0, channel.size() - 1)) > 0 && last.get(0) != '\n';
    }
  }
}

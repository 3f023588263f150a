// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Resolves a path against a directory as a text: {@code .} and {@code ..} are followed, doubled
 * separators and a trailing one go, what is not printable is replaced. The file system is not
 * asked. Follows libs 0.25.
 */
public final class PathJoiner {

  /** Longest result, with the end mark that the reference counts. */
  static final int MAX_LENGTH = 1024;

  private static final byte[] TOO_LONG =
      "/DIR_TOO_LONG/FILENAME_TOO_LONG".getBytes(StandardCharsets.US_ASCII);

  private PathJoiner() {}

  /** Resolves all of {@code path} against {@code directory}. */
  public static byte[] join(byte[] directory, byte[] path) {
    return join(directory, path, 0, path.length);
  }

  /**
   * Resolves a path against a directory.
   *
   * @param directory is taken as it is, and ignored if the path is absolute or empty
   * @param path holds the path at {@code offset}, {@code length} bytes long, without end mark
   * @return a new array
   */
  public static byte[] join(byte[] directory, byte[] path, int offset, int length) {
    boolean relative = length > 0 && path[offset] != '/';
    if (directory.length + length + 1 > MAX_LENGTH) {
      return TOO_LONG;
    }
    byte[] target = new byte[MAX_LENGTH];
    int base = 0;
    if (relative) {
      base = directory.length;
      System.arraycopy(directory, 0, target, 0, base);
    }
    return Arrays.copyOf(target, append(target, base, path, offset, offset + length));
  }

  /** Appends a path to what stands in {@code target} up to {@code base}; returns the new length. */
  private static int append(byte[] target, int base, byte[] path, int offset, int end) {
    boolean emptyBase = base == 0;
    int written = base;
    int index = offset;
    while (index < end && path[index] != 0) {
      int sequence = PrintableText.sequenceLength(path, index, end);
      boolean atStart = written == 0 || target[written - 1] == '/';
      if (sequence == 1 && path[index] == '.' && atStart && isDots(path, index, end)) {
        int dots = index + 1 < end && path[index + 1] == '.' ? 2 : 1;
        if (dots == 2 && written > 1) {
          written--;
          while (written >= 1 && target[written - 1] != '/') {
            written--;
          }
        }
        index += dots;
        if (index < end && path[index] == '/') {
          index++;
        }
      } else if (sequence == 1
          && path[index] == '/'
          && (written > 0 && target[written - 1] == '/' || written == 0 && !emptyBase)) {
        index++;
      } else {
        int size = sequence > 0 ? sequence : 3;
        if (written + size >= MAX_LENGTH) {
          return written;
        }
        if (sequence > 0) {
          System.arraycopy(path, index, target, written, sequence);
          index += sequence;
        } else {
          PrintableText.putReplacement(target, written);
          index -= sequence;
        }
        written += size;
      }
    }
    return written > 1 && target[written - 1] == '/' ? written - 1 : written;
  }

  /** Whether one or two dots stand alone between separators at {@code index}. */
  private static boolean isDots(byte[] path, int index, int end) {
    int behind = index + 1;
    if (behind < end && path[behind] == '.') {
      behind++;
    }
    return behind == end || path[behind] == '/' || path[behind] == 0;
  }
}

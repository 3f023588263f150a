// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Paths as system calls hand them over, made absolute and simple: dots resolved, doubled slashes
 * and one at the end left out, what cannot be shown replaced by U+FFFD. Nothing is looked up:
 * {@code ..} takes a component away, whatever it is. Follows libs 0.25 {@code concatenate_paths}.
 */
public final class PathText {

  /** No result is longer, in bytes. */
  public static final int MAX_LENGTH = 1024;

  private static final byte[] NOTHING = {};

  private static final byte[] TOO_LONG =
      "/DIR_TOO_LONG/FILENAME_TOO_LONG".getBytes(StandardCharsets.UTF_8);

  private PathText() {}

  /**
   * The path that {@code path} means in {@code directory}.
   *
   * @param directory ends in a slash, or its last component is glued to the path; taken as it is
   * @param path a path that starts with a slash, or an empty one, stands for itself
   * @return a new array
   */
  public static byte[] join(byte[] directory, byte[] path) {
    // Each byte may be replaced by three. A path that is too long is replaced by a shorter one.
    int most = directory.length + path.length * PrintableText.REPLACEMENT_LENGTH + 1;
    byte[] target = new byte[Math.min(most, MAX_LENGTH)];
    return Arrays.copyOf(target, join(directory, path, 0, path.length, target, 0));
  }

  /**
   * Writes the path that a slice of {@code path} means in {@code directory}; allocates nothing.
   *
   * @param target takes at most {@link #MAX_LENGTH} bytes from {@code at} on
   * @return length of what was written
   */
  public static int join(
      byte[] directory, byte[] path, int offset, int length, byte[] target, int at) {
    return join(directory, false, path, offset, length, target, at);
  }

  /** Like {@link #join}, with a slash behind a directory that does not end in one. */
  public static int joinBelow(
      byte[] directory, byte[] path, int offset, int length, byte[] target, int at) {
    boolean slash = directory.length > 0 && directory[directory.length - 1] != '/';
    return join(directory, slash, path, offset, length, target, at);
  }

  /**
   * Writes the path that a slice of {@code path} means to a file whose directory it is read in, as
   * the text of a symbolic link is; allocates nothing.
   *
   * @param fileLength {@code target} holds so many bytes from {@code at} on, the absolute path of
   *     the file; the result takes their place
   */
  public static int joinBeside(
      int fileLength, byte[] path, int offset, int length, byte[] target, int at) {
    if (length == 0 || path[offset] == '/') {
      return join(NOTHING, false, path, offset, length, target, at);
    }
    int base = withoutLastComponent(target, at, at + fileLength);
    if (base - at + length + 1 > MAX_LENGTH) {
      System.arraycopy(TOO_LONG, 0, target, at, TOO_LONG.length);
      return TOO_LONG.length;
    }
    return append(path, offset, offset + length, target, at, base) - at;
  }

  private static int join(
      byte[] directory, boolean slash, byte[] path, int offset, int length, byte[] target, int at) {
    int directoryLength = slash ? directory.length + 1 : directory.length;
    if (directoryLength + length + 1 > MAX_LENGTH) {
      System.arraycopy(TOO_LONG, 0, target, at, TOO_LONG.length);
      return TOO_LONG.length;
    }
    int base = at;
    if (length > 0 && path[offset] != '/') {
      System.arraycopy(directory, 0, target, at, directory.length);
      base = at + directoryLength;
      if (slash) {
        target[base - 1] = '/';
      }
    }
    return append(path, offset, offset + length, target, at, base) - at;
  }

  /** Appends a path to what stands in {@code target} from {@code start} on; returns its end. */
  private static int append(
      byte[] path, int offset, int limit, byte[] target, int start, int base) {
    boolean startsEmpty = base == start;
    int end = base;
    int from = offset;
    while (from < limit) {
      boolean atStart = end == start || target[end - 1] == '/';
      boolean dot = atStart && path[from] == '.';
      int plain = dot ? 0 : plainLength(path, from, Math.min(limit, from + MAX_LENGTH));
      if (plain > 0) {
        // What most of every component is.
        int room = MAX_LENGTH - 1 - (end - start);
        System.arraycopy(path, from, target, end, Math.min(plain, room));
        if (plain > room) {
          return end + room;
        }
        from += plain;
        end += plain;
        continue;
      }
      int sequence = PrintableText.sequenceLength(path, from, limit);
      int dots = dot ? dots(path, from, limit) : 0;
      if (dots > 0) {
        if (dots == 2) {
          end = withoutLastComponent(target, start, end);
        }
        // The slash behind the dots goes with them.
        from = Math.min(from + dots + 1, limit);
      } else if (path[from] == '/' && atStart && !(end == start && startsEmpty)) {
        from++;
      } else {
        int size = sequence > 0 ? sequence : PrintableText.REPLACEMENT_LENGTH;
        if (end - start + size >= MAX_LENGTH) {
          // A path that was cut keeps its end.
          return end;
        }
        if (sequence > 0) {
          System.arraycopy(path, from, target, end, sequence);
        } else {
          PrintableText.putReplacement(target, end);
        }
        from += Math.abs(sequence);
        end += size;
      }
    }
    return end - start > 1 && target[end - 1] == '/' ? end - 1 : end;
  }

  /** How many characters of ASCII other than slashes there are from {@code from} on. */
  private static int plainLength(byte[] path, int from, int limit) {
    int end = from;
    while (end < limit && path[end] != '/' && PrintableText.isPrintableAscii(path[end])) {
      end++;
    }
    return end - from;
  }

  /** 1 or 2 if the component is only so many dots, else 0. */
  private static int dots(byte[] path, int from, int limit) {
    int end = from;
    while (end < limit && path[end] == '.' && end - from < 3) {
      end++;
    }
    boolean whole = end == limit || path[end] == '/';
    return whole && end - from <= 2 ? end - from : 0;
  }

  private static int withoutLastComponent(byte[] target, int start, int end) {
    if (end - start <= 1) {
      return end;
    }
    int shorter = end - 1;
    while (shorter > start && target[shorter - 1] != '/') {
      shorter--;
    }
    return shorter;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Paths as system calls hand them over, made absolute and simple. */
public final class PathText {

  /** Longest path, in bytes. */
  private static final int MAX_LENGTH = 1024;

  private static final byte[] TOO_LONG =
      "/DIR_TOO_LONG/FILENAME_TOO_LONG".getBytes(StandardCharsets.UTF_8);
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private PathText() {}

  /**
   * The path that {@code path} means in {@code directory}: dots resolved, doubled slashes and one
   * at the end left out, what cannot be shown replaced by U+FFFD. Nothing is looked up: {@code ..}
   * takes a component away, whatever it is. Follows libs 0.25 {@code concatenate_paths}.
   *
   * @param directory ends in a slash, or its last component is glued to the path; taken as it is
   * @param path a path that starts with a slash, or an empty one, stands for itself
   */
  public static byte[] join(byte[] directory, byte[] path) {
    if (directory.length + path.length + 1 > MAX_LENGTH) {
      return TOO_LONG.clone();
    }
    boolean relative = path.length > 0 && path[0] != '/';
    Joiner joiner = new Joiner(relative ? directory : new byte[0]);
    joiner.append(path);
    return joiner.result();
  }

  private static final class Joiner {
    private final byte[] target = new byte[MAX_LENGTH];
    private final boolean startsEmpty;
    private int length;

    Joiner(byte[] directory) {
      System.arraycopy(directory, 0, target, 0, directory.length);
      length = directory.length;
      startsEmpty = directory.length == 0;
    }

    void append(byte[] path) {
      int at = 0;
      boolean fits = true;
      while (fits && at < path.length) {
        int sequence = PrintableText.printableLength(path, at, path.length);
        if (sequence < 0) {
          fits = write(REPLACEMENT, 0, REPLACEMENT.length);
          at -= sequence;
        } else if (sequence > 1) {
          fits = write(path, at, sequence);
          at += sequence;
        } else if (path[at] == '/' && slashIsSuperfluous()) {
          at++;
        } else if (path[at] == '.' && atStartOfComponent() && dots(path, at) > 0) {
          int dots = dots(path, at);
          if (dots == 2) {
            removeComponent();
          }
          // The slash behind the dots goes with them.
          at = Math.min(at + dots + 1, path.length);
        } else {
          fits = write(path, at, 1);
          at++;
        }
      }
      // A path that was cut keeps its end.
      if (fits && length > 1 && target[length - 1] == '/') {
        length--;
      }
    }

    byte[] result() {
      return Arrays.copyOf(target, length);
    }

    /** 1 or 2 if the component is only so many dots, else 0. */
    private static int dots(byte[] path, int at) {
      int end = at;
      while (end < path.length && path[end] == '.' && end - at < 3) {
        end++;
      }
      boolean whole = end == path.length || path[end] == '/';
      return whole && end - at <= 2 ? end - at : 0;
    }

    private boolean atStartOfComponent() {
      return length == 0 || target[length - 1] == '/';
    }

    private boolean slashIsSuperfluous() {
      return length > 0 ? target[length - 1] == '/' : !startsEmpty;
    }

    private void removeComponent() {
      if (length <= 1) {
        return;
      }
      length--;
      while (length > 0 && target[length - 1] != '/') {
        length--;
      }
    }

    private boolean write(byte[] array, int offset, int count) {
      if (length + count >= MAX_LENGTH) {
        return false;
      }
      System.arraycopy(array, offset, target, length, count);
      length += count;
      return true;
    }
  }
}

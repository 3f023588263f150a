// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the container that a thread runs in, from the names of its control groups. Knows the
 * layouts of docker, podman, CRI-O, containerd in Kubernetes and alone, LXC, libvirt and BPM.
 * Follows the container plugin of Falco 0.44.
 */
final class ContainerIds {

  private static final int FULL_LENGTH = 64;
  private static final int SHOWN_LENGTH = 12;
  private static final int UNKNOWN_TYPE = -1;
  private static final int LXC_TYPE = 1;
  private static final int LIBVIRT_LXC_TYPE = 2;
  private static final int BPM_TYPE = 9;

  /** Outside of containers. */
  static final Found NONE = new Found(new byte[0], UNKNOWN_TYPE);

  private static final byte[] SCOPE = ascii(".scope");

  /** What stands before a full id at the end of a path. */
  private static final byte[][] BEFORE_END =
      prefixes("/", "/libpod-", "/libpod-payload-", "/crio-", ":cri-containerd:");

  /** What stands before a full id that the last scope of a path is named after. */
  private static final byte[][] BEFORE_SCOPE =
      prefixes(
          "/docker-", "/cri-containerd-", "/crio-", "/libpod-", "/libpod-payload-", "/nerdctl-");

  /** How systemd's own groups end; those of containerd have no such ends. */
  private static final byte[][] SYSTEMD_ENDS = prefixes(".service", ".slice", ".scope");

  private static final byte[][] LXC = prefixes("/lxc/", "/lxc.payload/", "/lxc.payload.");
  private static final byte[] LIBVIRT_END = ascii(".libvirt-lxc");
  private static final byte[] LIBVIRT_MACHINE = ascii("-lxc\\x2");
  private static final byte[] LIBVIRT_SCOPE = ascii(".scope/libvirt");
  private static final byte[] BPM = ascii("bpm-");

  private ContainerIds() {}

  /**
   * A container.
   *
   * @param id the first 12 characters of it, or a name; empty outside of containers
   * @param type number of the runtime; -1 if the path does not tell
   */
  record Found(byte[] id, int type) {}

  /**
   * Looks through the control groups of a thread; the first that names a container counts.
   *
   * @param cgroups {@code subsystem=/path} items, each ended by a zero byte
   */
  static Found find(byte[] cgroups) {
    int start = 0;
    while (start < cgroups.length) {
      int end = indexOf(cgroups, start, cgroups.length, (byte) 0);
      int path = Math.min(indexOf(cgroups, start, end, (byte) '=') + 1, end);
      Found found = findIn(cgroups, path, end);
      if (found != NONE) {
        return found;
      }
      start = end + 1;
    }
    return NONE;
  }

  private static Found findIn(byte[] text, int start, int end) {
    if (end - start < 2) {
      return NONE;
    }
    Found found = fullId(text, start, end, BEFORE_END);
    if (found == NONE) {
      int scope = lastIndexOf(text, start, end, SCOPE);
      found = scope < 0 ? NONE : fullId(text, start, scope, BEFORE_SCOPE);
    }
    if (found == NONE) {
      found = lxc(text, start, end);
    }
    if (found == NONE) {
      found = libvirt(text, start, end);
    }
    if (found == NONE) {
      found = bpm(text, start, end);
    }
    return found == NONE ? containerd(text, start, end) : found;
  }

  /** An id of full length that ends at {@code end}. */
  private static Found fullId(byte[] text, int start, int end, byte[][] prefixes) {
    int idStart = end - FULL_LENGTH;
    if (idStart <= start || !isHex(text, idStart, end)) {
      return NONE;
    }
    for (byte[] prefix : prefixes) {
      if (endsWith(text, start, idStart, prefix)) {
        return found(text, idStart, idStart + SHOWN_LENGTH, UNKNOWN_TYPE);
      }
    }
    return NONE;
  }

  /**
   * Containerd alone: a namespace, and any name below it that is not one of systemd's. Comes last,
   * because so are many names.
   */
  private static Found containerd(byte[] text, int start, int end) {
    int slash = indexOf(text, start, end, (byte) '/');
    int next = indexOf(text, Math.min(slash + 1, end), end, (byte) '/');
    while (next < end && !isNamespace(text, slash + 1, next)) {
      slash = next;
      next = indexOf(text, slash + 1, end, (byte) '/');
    }
    int length = end - next - 1;
    if (length <= 0 || length > FULL_LENGTH || indexOf(text, next + 1, end, (byte) '/') < end) {
      return NONE;
    }
    for (byte[] systemdEnd : SYSTEMD_ENDS) {
      if (endsWith(text, start, end, systemdEnd)) {
        return NONE;
      }
    }
    return found(text, next + 1, next + 1 + Math.min(length, SHOWN_LENGTH), UNKNOWN_TYPE);
  }

  /** Letters and digits, with single marks between. */
  private static boolean isNamespace(byte[] text, int start, int end) {
    boolean mark = true;
    for (int i = start; i < end; i++) {
      boolean isMark = text[i] == '.' || text[i] == '_' || text[i] == '-';
      if (isMark ? mark : Character.digit(text[i], Character.MAX_RADIX) < 0) {
        return false;
      }
      mark = isMark;
    }
    return !mark;
  }

  private static Found lxc(byte[] text, int start, int end) {
    for (byte[] prefix : LXC) {
      int at = indexOf(text, start, end, prefix);
      if (at >= 0) {
        int name = at + prefix.length;
        return found(text, name, indexOf(text, name, end, (byte) '/'), LXC_TYPE);
      }
    }
    return NONE;
  }

  private static Found libvirt(byte[] text, int start, int end) {
    if (endsWith(text, start, end, LIBVIRT_END)) {
      int slash = end;
      while (slash > start && text[slash - 1] != '/') {
        slash--;
      }
      if (slash > start) {
        return found(text, slash, end - LIBVIRT_END.length, LIBVIRT_LXC_TYPE);
      }
    }
    int machine = indexOf(text, start, end, LIBVIRT_MACHINE);
    if (machine >= 0) {
      byte[] scope = endsWith(text, start, end, LIBVIRT_SCOPE) ? LIBVIRT_SCOPE : SCOPE;
      // Behind the mark stands the last digit of its escape.
      int name = machine + LIBVIRT_MACHINE.length + 1;
      if (endsWith(text, start, end, scope) && name <= end - scope.length) {
        return found(text, name, end - scope.length, LIBVIRT_LXC_TYPE);
      }
    }
    return NONE;
  }

  private static Found bpm(byte[] text, int start, int end) {
    int at = indexOf(text, start, end, BPM);
    if (at < 0) {
      return NONE;
    }
    int name = at + BPM.length;
    int scope = indexOf(text, name, end, SCOPE);
    int nameEnd = scope < 0 ? end : scope;
    for (int i = name; i < nameEnd; i++) {
      boolean isMark = text[i] == '.' || text[i] == '_' || text[i] == '-';
      if (!isMark && Character.digit(text[i], Character.MAX_RADIX) < 0) {
        return NONE;
      }
    }
    return found(text, name, nameEnd, BPM_TYPE);
  }

  private static Found found(byte[] text, int start, int end, int type) {
    return start == end ? NONE : new Found(Arrays.copyOfRange(text, start, end), type);
  }

  private static boolean isHex(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.digit(text[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsWith(byte[] text, int start, int end, byte[] expected) {
    int at = end - expected.length;
    return at >= start && Arrays.equals(text, at, end, expected, 0, expected.length);
  }

  /** Where a byte is first; {@code end} if nowhere. */
  private static int indexOf(byte[] text, int start, int end, byte wanted) {
    int index = start;
    while (index < end && text[index] != wanted) {
      index++;
    }
    return index;
  }

  /** Where a text is first; -1 if nowhere. */
  private static int indexOf(byte[] text, int start, int end, byte[] wanted) {
    for (int i = start; i + wanted.length <= end; i++) {
      if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  /** Where a text is last; -1 if nowhere. */
  private static int lastIndexOf(byte[] text, int start, int end, byte[] wanted) {
    for (int i = end - wanted.length; i >= start; i--) {
      if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[][] prefixes(String... texts) {
    byte[][] bytes = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      bytes[i] = ascii(texts[i]);
    }
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

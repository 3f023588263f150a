// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells lines that the control plane's components log from lines that are damaged. */
final class LogLine {

  private static final byte[][] LOGFMT = {ascii("time="), ascii("level="), ascii("msg=")};

  private static final byte[] LEGACY_AUDIT = ascii(" AUDIT: id=");

  private LogLine() {}

  /**
   * Whether a line begins as log lines do: with a time ({@code 2026-11-22T10:15:30Z …}), as the
   * components of Kubernetes write them ({@code I1122 10:15:30.123456 …}), or with {@code time=}.
   */
  static boolean isLogLine(byte[] bytes, int from, int end) {
    return beginsWithTime(bytes, from, end)
        || isKlog(bytes, from, end)
        || isLogfmt(bytes, from, end);
  }

  /** Whether a line begins with a time and a blank, as those of exports do. */
  static boolean beginsWithTime(byte[] bytes, int from, int end) {
    int blank = from;
    while (blank < end && bytes[blank] != ' ' && bytes[blank] != '\t') {
      blank++;
    }
    return blank < end && Rfc3339.parse(bytes, from, blank) != Rfc3339.INVALID;
  }

  /** Whether a line is an audit event in the text form of old API servers. */
  static boolean isLegacyAudit(byte[] bytes, int from, int end) {
    int blank = from;
    while (blank < end && bytes[blank] != ' ') {
      blank++;
    }
    int stop = blank + LEGACY_AUDIT.length;
    return stop <= end
        && Arrays.equals(bytes, blank, stop, LEGACY_AUDIT, 0, LEGACY_AUDIT.length)
        && beginsWithTime(bytes, from, end);
  }

  private static boolean isKlog(byte[] bytes, int from, int end) {
    if (end - from < 6 || "IWEF".indexOf(bytes[from]) < 0 || bytes[from + 5] != ' ') {
      return false;
    }
    for (int i = from + 1; i < from + 5; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLogfmt(byte[] bytes, int from, int end) {
    for (byte[] key : LOGFMT) {
      int stop = from + key.length;
      if (stop <= end && Arrays.equals(bytes, from, stop, key, 0, key.length)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

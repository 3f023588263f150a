// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import io.falcoj.sources.audit.event.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells lines that the control plane's components log from lines that are damaged. */
public final class LogLine {

  private static final byte[][] LOGFMT = {ascii("time="), ascii("level="), ascii("msg=")};

  private static final byte[] LEGACY_AUDIT = ascii(" AUDIT: id=");
  private static final byte[] TRACE = ascii("Trace[");

  /** Shape of a time: letters, digits, and digits that may be left out. */
  private static final String SYSLOG_TIME = "Aaa ?9 99:99:99 ";

  private LogLine() {}

  /**
   * Whether a line begins as log lines do: with a time ({@code 2026-11-22T10:15:30Z …}, {@code Nov
   * 22 10:15:30 …}), as the components of Kubernetes write them ({@code I1122 10:15:30.123456 …},
   * {@code Trace[190265565]: …}), or with {@code time=}.
   */
  public static boolean isLogLine(byte[] bytes, int from, int end) {
    return beginsWithTime(bytes, from, end)
        || isKlog(bytes, from, end)
        || isTrace(bytes, from, end)
        || isSyslog(bytes, from, end)
        || isLogfmt(bytes, from, end);
  }

  /** Whether a line holds a key and a colon as JSON writes them: part of a record that is cut. */
  public static boolean isPieceOfJson(byte[] bytes, int from, int end) {
    for (int at = from; at < end - 1; at++) {
      if (bytes[at] == '"' && bytes[at + 1] == ':') {
        return true;
      }
    }
    return false;
  }

  /** Whether a line begins with a time and a blank, as those of exports do. */
  public static boolean beginsWithTime(byte[] bytes, int from, int end) {
    int blank = from;
    while (blank < end && bytes[blank] != ' ' && bytes[blank] != '\t') {
      blank++;
    }
    return blank < end && Rfc3339.parse(bytes, from, blank) != Rfc3339.INVALID;
  }

  /** Whether a line is an audit event in the text form of old API servers. */
  public static boolean isLegacyAudit(byte[] bytes, int from, int end) {
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

  /** The steps of a request that took long, as klog lists them: a number in brackets. */
  private static boolean isTrace(byte[] bytes, int from, int end) {
    if (!beginsWith(bytes, from, end, TRACE)) {
      return false;
    }
    int at = from + TRACE.length;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at + 1 < end && bytes[at] == ']' && bytes[at + 1] == ':';
  }

  /** {@code Nov 22 10:15:30 host …}, the day with a blank before it where it has one digit. */
  private static boolean isSyslog(byte[] bytes, int from, int end) {
    if (end - from < SYSLOG_TIME.length()) {
      return false;
    }
    for (int i = 0; i < SYSLOG_TIME.length(); i++) {
      if (!isOf(SYSLOG_TIME.charAt(i), bytes[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(char shape, byte character) {
    switch (shape) {
      case 'A':
        return character >= 'A' && character <= 'Z';
      case 'a':
        return character >= 'a' && character <= 'z';
      case '9':
        return character >= '0' && character <= '9';
      case '?':
        return character == ' ' || character >= '0' && character <= '9';
      default:
        return character == shape;
    }
  }

  private static boolean isLogfmt(byte[] bytes, int from, int end) {
    for (byte[] key : LOGFMT) {
      if (beginsWith(bytes, from, end, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsWith(byte[] bytes, int from, int end, byte[] text) {
    int stop = from + text.length;
    return stop <= end && Arrays.equals(bytes, from, stop, text, 0, text.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

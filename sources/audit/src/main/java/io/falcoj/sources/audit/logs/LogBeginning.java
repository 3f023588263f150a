// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import io.falcoj.json.JsonScanner;
import io.falcoj.sources.audit.event.Rfc3339;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the first bytes of a file say.
 *
 * @param isLog whether it may be an audit log: JSON, or lines that begin with a time; an empty file
 *     may be
 * @param timestampNanos of its first event; {@link Rfc3339#INVALID} if none was found
 */
record LogBeginning(boolean isLog, long timestampNanos) {

  /** How much of a file is looked at: a large event, but not all of them. */
  private static final int LENGTH = 1 << 20;

  private static final int TIME_LENGTH = "2026-11-22T10:15:30".length();

  /** Names of times, best first: of audit events; of exported entries. */
  private static final byte[][] NAMES = {
    ascii("stageTimestamp"),
    ascii("requestReceivedTimestamp"),
    ascii("timestamp"),
    ascii("receiveTimestamp"),
    ascii("time")
  };

  static LogBeginning read(LogFile file) throws IOException {
    byte[] bytes = new byte[LENGTH];
    int length = 0;
    try (InputStream text = LogStream.open(file.open(InputStream.nullInputStream()))) {
      int read = 0;
      while (read >= 0 && length < LENGTH) {
        length += read;
        read = text.read(bytes, length, LENGTH - length);
      }
    } catch (CutStreamException e) {
      // What was read before is all there is.
      return of(bytes, length, true);
    }
    return of(bytes, length, false);
  }

  private static LogBeginning of(byte[] bytes, int length, boolean compressed) {
    int first = ByteOrderMark.length(bytes, length);
    while (first < length && (JsonScanner.isBlank(bytes[first]) || bytes[first] == 0)) {
      first++;
    }
    int lineEnd = first;
    while (lineEnd < length && bytes[lineEnd] != '\n') {
      lineEnd++;
    }
    boolean log =
        first == length
            || compressed
            || bytes[first] == '{'
            || bytes[first] == '['
            || LogLine.isLogLine(bytes, first, lineEnd);
    if (!log) {
      return new LogBeginning(false, Rfc3339.INVALID);
    }
    for (byte[] name : NAMES) {
      long time = timeBehind(bytes, length, name);
      if (time != Rfc3339.INVALID) {
        return new LogBeginning(true, time);
      }
    }
    return new LogBeginning(true, timeAt(bytes, first, lineEnd));
  }

  /** The first time that follows {@code name}: {@code "name": "2026-…}, or the same escaped. */
  private static long timeBehind(byte[] bytes, int length, byte[] name) {
    for (int at = 0; at < length - name.length; at++) {
      if (bytes[at] == name[0]
          && Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
        int time = at + name.length;
        while (time < length && "\\\": ".indexOf(bytes[time]) >= 0) {
          time++;
        }
        long nanos = timeAt(bytes, time, length);
        if (nanos != Rfc3339.INVALID) {
          return nanos;
        }
      }
    }
    return Rfc3339.INVALID;
  }

  private static long timeAt(byte[] bytes, int from, int length) {
    int end = Math.min(length, from + TIME_LENGTH);
    while (end < length && "0123456789.+-:Zz".indexOf(bytes[end]) >= 0) {
      end++;
    }
    return Rfc3339.parse(bytes, from, end);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Priority;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Alerts in the form in which outputs write them: one line each, with its priority. Owned by one
 * thread while it is filled; once given to {@link Outputs}, nobody may change it any more.
 */
public final class AlertLines {

  /** What outputs get when there is nothing to write. */
  public static final AlertLines NONE = new AlertLines(0);

  private static final Priority[] PRIORITIES = Priority.values();

  private final LineBuffer text;
  private int[] ends = new int[8];
  private byte[] priorities = new byte[8];
  private int count;

  /** Lines with room for {@code capacity} bytes, which grows when needed. */
  public AlertLines(int capacity) {
    text = new LineBuffer(capacity);
  }

  /** Adds an alert's line. */
  public void add(Alert alert, AlertFormat format) {
    format.append(alert, text);
    addEnd(text.length(), (byte) alert.priority().ordinal());
  }

  /** Adds the line of a message of falcoj's own. */
  public void add(InternalAlert alert, AlertFormat format) {
    format.append(alert, text);
    addEnd(text.length(), (byte) alert.priority().ordinal());
  }

  /**
   * Adds a line that was made before.
   *
   * @param line without its line feed; from its position to its limit, which stay
   */
  public void add(ByteBuffer line, Priority priority) {
    text.append(line);
    text.append('\n');
    addEnd(text.length(), (byte) priority.ordinal());
  }

  /** Adds all lines of others. */
  public void addAll(AlertLines others) {
    int before = text.length();
    text.append(others.text.asByteBuffer());
    for (int line = 0; line < others.count; line++) {
      addEnd(before + others.ends[line], others.priorities[line]);
    }
  }

  private void addEnd(int end, byte priority) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      priorities = Arrays.copyOf(priorities, 2 * count);
    }
    ends[count] = end;
    priorities[count] = priority;
    count++;
  }

  /** Whether there is no line. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** How many lines there are. */
  public int count() {
    return count;
  }

  /** How many bytes all lines have, with their line feeds. */
  public int length() {
    return text.length();
  }

  /** How urgent the alert of a line is. */
  public Priority priority(int line) {
    return PRIORITIES[priorities[line]];
  }

  /** The bytes of a line without its line feed, to be read; valid until the next change. */
  public ByteBuffer line(int line) {
    int start = start(line);
    return text.asByteBuffer().slice(start, ends[line] - 1 - start).asReadOnlyBuffer();
  }

  /** The bytes of a line and all behind it, to be read; valid until the next change. */
  public ByteBuffer from(int line) {
    int start = start(line);
    return text.asByteBuffer().slice(start, text.length() - start);
  }

  private int start(int line) {
    return line == 0 ? 0 : ends[line - 1];
  }
}

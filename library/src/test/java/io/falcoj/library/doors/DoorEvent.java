// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.doors;

import io.falcoj.engine.Event;
import java.nio.charset.StandardCharsets;

/** A line of a door's log: {@code 1700000000 cellar opened}. */
final class DoorEvent implements Event {

  private byte[] line = {};
  private long number;
  private long seconds;
  private int doorStart;
  private int doorEnd;

  /**
   * Points it at a line.
   *
   * @throws IllegalArgumentException if the line is no such event
   */
  void reset(String text, long newNumber) {
    String[] words = text.split(" ");
    if (words.length != 3 || !words[0].matches("[0-9]{1,10}")) {
      throw new IllegalArgumentException(
          "found \"" + text + "\", expected a time, a door and what");
    }
    line = text.getBytes(StandardCharsets.UTF_8);
    number = newNumber;
    seconds = Long.parseLong(words[0]);
    doorStart = words[0].length() + 1;
    doorEnd = doorStart + words[1].getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String source() {
    return DoorSource.NAME;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long timestampNanos() {
    return seconds * 1_000_000_000L;
  }

  @Override
  public int typeCode() {
    return PLUGIN_EVENT;
  }

  byte[] line() {
    return line;
  }

  int doorStart() {
    return doorStart;
  }

  int doorEnd() {
    return doorEnd;
  }
}

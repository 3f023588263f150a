// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.doors;

import io.falcoj.engine.EventListener;
import io.falcoj.engine.EventReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a door's log, line by line. */
final class DoorReader implements EventReader {

  private final DoorEvent event = new DoorEvent();
  private long number;

  @Override
  public void read(String name, InputStream input, EventListener listener) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    int lineNumber = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      lineNumber++;
      try {
        event.reset(line, number + 1);
      } catch (IllegalArgumentException e) {
        listener.problem(name + ":" + lineNumber + ": " + e.getMessage());
        continue;
      }
      number++;
      listener.event(event);
    }
  }
}

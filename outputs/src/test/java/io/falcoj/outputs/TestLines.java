// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Priority;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines for tests, and what they say. */
public final class TestLines {

  private TestLines() {}

  /** Lines with these texts, all of one priority. */
  public static AlertLines of(String... texts) {
    AlertLines lines = new AlertLines(64);
    for (String text : texts) {
      lines.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), Priority.NOTICE);
    }
    return lines;
  }

  /** An alert with this message. */
  static Alert alert(String message, Priority priority) {
    return new Alert(0, priority, "r", "k8s_audit", message, Map.of(), List.of());
  }

  /** The texts of lines from one on. */
  public static List<String> texts(AlertLines lines, int first) {
    List<String> texts = new ArrayList<>();
    for (int line = first; line < lines.count(); line++) {
      texts.add(StandardCharsets.UTF_8.decode(lines.line(line)).toString());
    }
    return texts;
  }
}

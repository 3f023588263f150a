// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Priority;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AlertLinesTest {

  private static final AlertFormat FORMAT = new TextAlertFormat(AlertTime.CLOCK, ZoneOffset.UTC);

  @Test
  void aLineKeepsThePriorityOfItsAlert() {
    AlertLines lines = new AlertLines(0);
    for (Priority priority : Priority.values()) {
      lines.add(TestLines.alert("seen", priority), FORMAT);
    }
    for (Priority priority : Priority.values()) {
      assertThat(lines.priority(priority.ordinal())).isEqualTo(priority);
      assertThat(TestLines.texts(lines, priority.ordinal()).get(0))
          .isEqualTo("00:00:00.000000000: " + priority.text() + " seen");
    }
  }

  @Test
  void linesOfOthersComeBehindItsOwn() {
    AlertLines lines = TestLines.of("one");
    lines.addAll(TestLines.of("two", "", "äöü"));
    lines.addAll(AlertLines.NONE);
    assertThat(TestLines.texts(lines, 0)).containsExactly("one", "two", "", "äöü");
    assertThat(lines.length())
        .isEqualTo("one\ntwo\n\näöü\n".getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void whatIsBehindALineIsReadAtOnce() {
    AlertLines lines = TestLines.of("one", "two", "three");
    assertThat(StandardCharsets.UTF_8.decode(lines.from(1)).toString()).isEqualTo("two\nthree\n");
    assertThat(StandardCharsets.UTF_8.decode(lines.from(0)).toString())
        .isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void growsWithManyLines() {
    AlertLines lines = new AlertLines(0);
    for (int i = 0; i < 10_000; i++) {
      lines.addAll(TestLines.of("line " + i));
    }
    assertThat(lines.count()).isEqualTo(10_000);
    assertThat(TestLines.texts(lines, 9_999)).containsExactly("line 9999");
  }
}

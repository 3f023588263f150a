// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditLogGeneratorTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void makesTheSameLogForTheSameSeed() throws IOException {
    assertThat(log(300, 1)).isEqualTo(log(300, 1)).isNotEqualTo(log(300, 2));
  }

  @Test
  void aLongerLogBeginsWithTheShorterOne() throws IOException {
    assertThat(log(300, 1)).startsWith(log(200, 1));
  }

  @Test
  void everyLineIsAnAuditEventWithNothingLeftToFillIn() throws IOException {
    List<String> lines = log(5_000, 3).lines().toList();

    assertThat(lines).hasSize(5_000);
    String lastTime = "";
    for (String line : lines) {
      JsonNode event = JSON.readTree(line);
      assertThat(event.path("kind").stringValue("")).isEqualTo("Event");
      assertThat(event.path("verb").isString()).isTrue();
      assertThat(line).doesNotContain("${");
      String time = event.path("requestReceivedTimestamp").stringValue("");
      assertThat(time).isGreaterThan(lastTime);
      lastTime = time;
    }
  }

  @Test
  void aPodIsNamedAlikeEverywhereInItsEvent() throws IOException {
    for (String line : log(2_000, 4).lines().toList()) {
      JsonNode event = JSON.readTree(line);
      if (event.path("requestURI").stringValue("").endsWith("/binding")) {
        String name = event.path("objectRef").path("name").stringValue("");
        assertThat(event.path("requestURI").stringValue("")).contains("/pods/" + name + "/");
        assertThat(event.path("requestObject").path("metadata").path("name").stringValue(""))
            .isEqualTo(name);
      }
    }
  }

  @Test
  void refusesATemplateWithAnUnknownPlace() {
    assertThatThrownBy(() -> EventTemplate.parse("{\"a\":\"${nobodyKnows}\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NOBODY_KNOWS");
  }

  private static String log(int events, long seed) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    long bytes = AuditLogGenerator.load().write(events, seed, target);
    assertThat(bytes).isEqualTo(target.size());
    return target.toString(StandardCharsets.UTF_8);
  }
}

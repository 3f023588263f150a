// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in an event that can be read: with {@code --redact} its alert is written. */
class RedactedEventsTest {

  private static final int EVENTS = 3000;

  /** Prints the event as a whole, and values that are redacted. */
  private static final String RULE =
      """
      - rule: Seen
        desc: Every event
        condition: ka.verb exists
        output: seen %jevt.value[/auditID] %ka.req.pod.containers.image %jevt.obj
        priority: NOTICE
        source: k8s_audit
      """;

  private static final String[] KEYS = {
    "spec", "kind", "env", "value", "data", "httpHeaders", "token", "metadata", "\\ud800", "\\uDC00",
    "\\u0000", "k\u00ff", "\u00ed\u00a0\u0080", "", "containers", "@type", "flexVolume", "options"
  };
  private static final String[] VALUES = {
    "1e999", "-0.0", "123456789012345678901234567890", "null", "true", "\"\\ud83d\"", "\"\\ude00\\ud83d\"",
    "\"\u00fe\u00ff\"", "\"\u00e2\u0082\"", "\"Secret\"", "\"TokenReview\"", "{}", "[]",
    "\"{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"\\\\ud800\\\":1}}\"", "\"[[[[\"", "\"{\\u0000}\""
  };

  @TempDir private Path folder;

  @Test
  void noEventIsLost() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RULE);
    Random random = new Random(18);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (int i = 0; i < EVENTS; i++) {
      StringBuilder object = new StringBuilder();
      value(random, 0, object);
      if (i % 500 == 0) {
        object.insert(0, "[".repeat(9_900)).append("]".repeat(9_900));
      }
      String event = AuditLogText.event("id-" + i, ",\"requestObject\":" + object);
      log.writeBytes((event + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    Path file = Files.write(folder.resolve("audit.log"), log.toByteArray());

    for (List<String> format : List.of(List.<String>of(), List.of("-o", "json_output=true"))) {
      List<String> arguments =
          new ArrayList<>(
              List.of("-r", rules.toString(), "-e", file.toString(), "--redact"));
      arguments.addAll(format);
      FalcojRun run = FalcojRun.of(arguments);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out().lines()).hasSize(EVENTS);
      for (int i = 0; i < EVENTS; i += 100) {
        assertThat(run.out()).contains("seen id-" + i + " ");
      }
    }
  }

  private static void value(Random random, int depth, StringBuilder out) {
    int kind = random.nextInt(depth == 0 ? 6 : depth > 5 ? 2 : 8);
    if (kind < 2 && depth > 0) {
      out.append(VALUES[random.nextInt(VALUES.length)]);
      return;
    }
    boolean object = kind < 6;
    out.append(object ? '{' : '[');
    for (int i = random.nextInt(5); i > 0; i--) {
      if (object) {
        out.append('"').append(KEYS[random.nextInt(KEYS.length)]).append("\":");
      }
      value(random, depth + 1, out);
      out.append(i == 1 ? "" : ",");
    }
    out.append(object ? '}' : ']');
  }
}

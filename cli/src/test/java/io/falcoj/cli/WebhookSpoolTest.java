// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.FreePort;
import io.falcoj.testdata.HttpPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events by webhook whose alerts go to a server that is away: what is answered with 200 arrives.
 */
@Timeout(600)
class WebhookSpoolTest {

  private static final Pattern SEEN = Pattern.compile("seen (event-[0-9]+)");

  /** Of every alert, so that a small spool is soon full. */
  private static final String PADDING = "x".repeat(2000);

  @TempDir private Path folder;

  @Test
  void answersWith200WhileTheSpoolHasRoomAndLosesNothingOfIt() throws Exception {
    int port = FreePort.find();
    List<String> accepted = new ArrayList<>();
    int next = 0;
    try (FalcojProcess falcoj = start(port)) {
      int status = 200;
      while (status == 200) {
        String id = "event-" + next++;
        status = falcoj.post(event(id));
        if (status == 200) {
          accepted.add(id);
        }
        assertThat(next).as("events that fit into a spool of a megabyte").isLessThan(5000);
      }
      assertThat(status).isEqualTo(503);
      assertThat(accepted).hasSizeGreaterThan(10);
      assertThat(falcoj.post(event("event-" + (next - 1)))).isEqualTo(503);
      falcoj.signal("KILL");
      falcoj.awaitExit();
    }
    String last = "event-" + (next - 1);
    try (HttpPeer server = HttpPeer.startAt(port);
        FalcojProcess falcoj = start(port)) {
      falcoj.await("all alerts of the spool", () -> arrived(server).containsAll(accepted));
      assertThat(falcoj.post(event(last))).isEqualTo(200);
      falcoj.await(
          "the alert of the event that was refused before", () -> arrived(server).contains(last));
    }
  }

  private FalcojProcess start(int port) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    return FalcojProcess.startWebhook(
        "-r",
        rules.toString(),
        "--enable-source",
        "k8s_audit",
        "-o",
        "json_output=true",
        "-o",
        "append_output[]={extra_output: 'padding=" + PADDING + "'}",
        "-o",
        "http_output.enabled=true",
        "-o",
        "http_output.url=http://127.0.0.1:" + port + "/alerts",
        "-o",
        "falcoj.spool.path=" + folder.resolve("spool"),
        "-o",
        "falcoj.spool.max_size_mb=1");
  }

  private static String event(String id) {
    return AuditLogText.event(id);
  }

  private static Set<String> arrived(HttpPeer server) {
    return server.bodies().stream()
        .flatMap(body -> SEEN.matcher(body).results())
        .map(seen -> seen.group(1))
        .collect(Collectors.toSet());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.HttpPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted outlives a process that is killed, again and again. */
@Timeout(600)
class KilledProcessTest {

  private static final int RUNS = 3;
  private static final int SAFE_ALERTS = 100;

  @TempDir Path folder;

  @Test
  void noAlertThatWasSafeIsLost() throws Exception {
    int port;
    try (HttpPeer peer = HttpPeer.start()) {
      port = peer.port();
    }
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    List<String> safe = new ArrayList<>();
    // The first process talks to nobody, the others to a server that takes all.
    runAndKill(url, 0, safe);
    try (HttpPeer peer = HttpPeer.startAt(port)) {
      for (int run = 1; run < RUNS; run++) {
        runAndKill(url, run * 1_000_000, safe);
      }
      try (Outputs outputs = KilledProcess.outputs(folder.resolve("spool"), url)) {
        while (outputs.counters().get(0).spooledBytes() > 0) {
          Thread.sleep(10);
        }
      }
      List<String> arrived = peer.bodies();
      assertThat(arrived).containsAll(safe);
      assertThat(arrived.stream().distinct()).containsSubsequence(safe);
      assertThat(arrived.size() - arrived.stream().distinct().count())
          .as("alerts that arrived twice: one for each time that a sender was killed")
          .isLessThanOrEqualTo(RUNS);
    }
  }

  private void runAndKill(URI url, int first, List<String> safe) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                KilledProcess.class.getName(),
                folder.resolve("spool").toString(),
                url.toString(),
                Integer.toString(first))
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader told =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      int last = first + SAFE_ALERTS;
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        safe.add("alert " + line);
        if (Integer.parseInt(line) == last) {
          process.toHandle().destroyForcibly();
        }
      }
    }
  }
}

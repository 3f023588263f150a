// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.falcoj.testdata.HttpPeer;
import io.falcoj.testdata.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the standard folder for spools cannot be written, alerts wait in memory. */
class UnwritableSpoolTest {

  private static final Path PARENT = Path.of("/var/lib");
  private static final Path STANDARD = PARENT.resolve("falcoj");

  /** Puts an empty folder that cannot be written over it, for what is run behind it alone. */
  private static final List<String> HIDDEN =
      List.of(
          "unshare",
          "--mount",
          "sh",
          "-c",
          "mount -t tmpfs -o ro none " + PARENT + " && exec \"$@\"",
          "sh");

  @TempDir Path folder;

  /** What has no folder to write to; only root has one, and may hide it. */
  private List<String> launcher() throws IOException, InterruptedException {
    if (!Files.isWritable(PARENT) && !Files.exists(STANDARD)) {
      return List.of();
    }
    assumeThat(ToolRun.isInstalled("unshare")).as("can hide a folder").isTrue();
    List<String> trial = new ArrayList<>(HIDDEN);
    trial.add("true");
    assumeThat(ToolRun.of(folder, trial).exitCode()).as("may hide a folder").isZero();
    return HIDDEN;
  }

  @Test
  void saysSoAndAnswersWhenTheOutputHasTheAlerts() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    try (HttpPeer server = HttpPeer.start();
        FalcojProcess falcoj =
            FalcojProcess.startBy(
                launcher(),
                "-r",
                rules.toString(),
                "-o",
                "http_output.enabled=true",
                "-o",
                "http_output.url=" + server.url())) {
      falcoj.awaitErr("webhook on ");
      assertThat(falcoj.err())
          .containsPattern(
              "no spool for http, alerts wait for it in memory only \\(.*"
                  + STANDARD
                  + ".*\\);"
                  + " falcoj\\.spool\\.path names another folder");
      assertThat(falcoj.post(AuditLogText.event("one"))).isEqualTo(200);
      assertThat(server.bodies()).singleElement().asString().contains("seen one");
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever started falcoj does not read its standard error. */
@Timeout(600)
class UnreadErrorTest {

  /** More than a pipe holds. */
  private static final int MUCH = 1 << 17;

  @TempDir Path folder;

  @Test
  void stopsNeitherRequestsNorTheEnd() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      falcoj.leaveErr();
      String bad = "{" + "x".repeat(100) + "\n";
      for (int told = 0; told < MUCH; told += 200) {
        assertThat(falcoj.post(bad + AuditLogText.event("event" + told))).isEqualTo(200);
      }
      falcoj.awaitOut("seen event0");
      assertThat(falcoj.terminate()).isZero();
    }
  }
}

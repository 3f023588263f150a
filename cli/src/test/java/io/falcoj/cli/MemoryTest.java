// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when memory runs out. */
class MemoryTest {

  @TempDir Path folder;

  @Test
  void aLackOfMemoryIsToldInOneLine() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    Path log = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one") + "\n");
    FalcojRun run =
        FalcojRun.to(new ExhaustedStream(), List.of("-r", rules.toString(), "-e", log.toString()));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .endsWith(
            "Error: there is not enough memory: FALCOJ_JAVA_OPTS=-Xmx4g gives more,"
                + " --max-event-size less work\n");
  }

  /** Fails as a heap without room would. */
  private static final class ExhaustedStream extends OutputStream {
    @Override
    public void write(int b) {
      throw new OutOfMemoryError("Java heap space");
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sysdig, where it is installed, reads in captures that falcoj wrote. */
@Timeout(600)
class SysdigPeerTest {

  @TempDir Path directory;

  @BeforeAll
  static void needsSysdig() {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/sysdig")), "sysdig is not installed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsProcessesFilesAndEvents(boolean compressed) throws Exception {
    Path file = directory.resolve("trace.scap");
    write(file, compressed);
    List<String> lines =
        run(file, "%evt.type %proc.name %proc.pname %user.name %fd.name %evt.cpu", "fd.name!=''");
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).isEqualTo("openat agent sh me /home/lib/part-0 1"))
        .anySatisfy(line -> assertThat(line).isEqualTo("write agent sh me /var/log/agent.log 1"))
        .hasSizeGreaterThan(1000);
    assertThat(run(file, "%evt.type", "evt.type=execve and evt.dir=<")).hasSize(40);
  }

  private static void write(Path file, boolean compressed) throws IOException {
    try (CaptureWriter writer = CaptureWriter.create(file, compressed)) {
      CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(WorkloadCapture.bytes()));
      replay.tell(
          new CaptureReplayListener() {
            @Override
            public void begun(SystemState state) throws IOException {
              writer.writeState(state, CaptureBuilder.START_NANOS);
            }

            @Override
            public void passed(SyscallEvent event, boolean stateOnly) {}
          });
      replay.open();
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        writer.writeEvent(event);
      }
    }
  }

  private List<String> run(Path capture, String format, String filter) throws Exception {
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    Process sysdig =
        new ProcessBuilder("/usr/bin/sysdig", "-r", capture.toString(), "-p", format, filter)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(sysdig.waitFor(240, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(errors)).isEmpty();
    assertThat(sysdig.exitValue()).isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}

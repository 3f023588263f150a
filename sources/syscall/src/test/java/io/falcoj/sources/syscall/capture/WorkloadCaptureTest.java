// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.ContainerInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.testdata.TestData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The capture of the test data is what {@link WorkloadCapture} makes; {@code
 * -Dfalcoj.captures.write=true} writes it anew.
 */
class WorkloadCaptureTest {

  private static final Path FILE =
      TestData.file("conformance/psp/captures").resolve("workload.scap.gz");

  @Test
  void theFileIsWhatTheBuilderMakes() throws IOException {
    if (Boolean.getBoolean("falcoj.captures.write")) {
      Files.write(FILE, WorkloadCapture.gzip());
    }
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(FILE));
        InputStream plain = CaptureFile.decompressed(stored)) {
      assertThat(plain.readAllBytes()).isEqualTo(WorkloadCapture.bytes());
    }
  }

  @Test
  void aCaptureIsKnownByItsContentHoweverItIsCompressed() throws IOException {
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(FILE))) {
      assertThat(CaptureFile.isCapture(stored)).isTrue();
      assertThat(stored.read()).isEqualTo(0x1F);
    }
    try (InputStream log =
        new BufferedInputStream(Files.newInputStream(TestData.example("psp/audit.log")))) {
      assertThat(CaptureFile.isCapture(log)).isFalse();
    }
  }

  @Test
  void everyWriteIsByAProcessOfThePrivilegedContainer() throws IOException {
    int writes = 0;
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(FILE));
        InputStream plain = CaptureFile.decompressed(stored)) {
      CaptureReplay replay = new CaptureReplay(plain);
      replay.open();
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        if (event.type().name().equals("write")) {
          writes++;
          ThreadInfo thread = event.thread();
          ContainerInfo container = event.container();
          assertThat(thread).isNotNull();
          assertThat(thread.comm()).asString().isEqualTo("agent");
          assertThat(container).isNotNull();
          assertThat(container.privileged()).isTrue();
          assertThat(event.fd()).isNotNull();
          assertThat(event.fd().name()).asString().isEqualTo("/var/log/agent.log");
        }
      }
    }
    assertThat(writes).isEqualTo(40);
  }
}

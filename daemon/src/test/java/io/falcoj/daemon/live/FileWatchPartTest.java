// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchPartTest {

  private final Semaphore changes = new Semaphore(0);

  @TempDir Path folder;

  /** What is broken is not to be told again and again. */
  @Test
  void aChangeThatWasReadInVainIsToldOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "good");
    AtomicReference<FileState> inForce = new AtomicReference<>(FileState.of(List.of(file)));
    FileWatchPart part = new FileWatchPart(inForce::get, changes::release);
    part.use(true);
    try {
      replace(file, "broken");
      awaitChange();
      part.filesChanged();
      Files.writeString(folder.resolve("other"), "has the folder looked at");
      assertThat(changes.tryAcquire(1, TimeUnit.SECONDS)).isFalse();
      replace(file, "good again");
      awaitChange();
      inForce.set(FileState.of(List.of(file)));
      part.filesChanged();
      replace(file, "changed once more");
      awaitChange();
    } finally {
      part.stop();
    }
  }

  /** In one step: what is half written would be another change. */
  private void replace(Path file, String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("temporary"), text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitChange() throws InterruptedException {
    assertThat(changes.tryAcquire(240, TimeUnit.SECONDS)).isTrue();
    changes.drainPermits();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

  private final Semaphore changes = new Semaphore(0);

  @TempDir Path folder;

  @Test
  void tellsOfAFileThatAppearsChangesAndGoes() throws Exception {
    Path file = folder.resolve("file");
    FileWatch watch = watch(file);
    try (watch) {
      Files.writeString(file, "one");
      awaitChange();
      Files.writeString(file, "two");
      awaitChange();
      Files.delete(file);
      awaitChange();
    }
  }

  @Test
  void tellsOfWhatChangedBeforeItBegan() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "one");
    FileState before = FileState.of(List.of(file));
    Files.writeString(file, "two!");
    FileWatch watch = new FileWatch(before, changes::release);
    try (watch) {
      awaitChange();
    }
  }

  @Test
  void tellsWhenALinkOnTheWayLeadsElsewhere() throws Exception {
    Path first = Files.createDirectories(folder.resolve("first/inner"));
    Path second = Files.createDirectories(folder.resolve("second/inner"));
    Files.writeString(first.resolve("file"), "one");
    Files.writeString(second.resolve("file"), "two");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("first"));
    FileWatch watch = watch(link.resolve("inner/file"));
    try (watch) {
      Files.delete(link);
      Files.createSymbolicLink(link, folder.resolve("second"));
      awaitChange();
    }
  }

  @Test
  void looksAtOtherFilesWhenTold() throws Exception {
    Path one = Files.writeString(folder.resolve("one"), "one");
    Path other = Files.createDirectory(folder.resolve("folder")).resolve("other");
    FileWatch watch = watch(one);
    try (watch) {
      watch.watch(FileState.of(List.of(other)));
      Files.writeString(other, "other");
      awaitChange();
    }
  }

  @Test
  void linksInARingAreNoHarm() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Files.createSymbolicLink(one, two);
    Files.createSymbolicLink(two, one);
    FileWatch watch = watch(one);
    try (watch) {
      Files.delete(one);
      Files.writeString(one, "a file now");
      awaitChange();
    }
  }

  private FileWatch watch(Path file) {
    return new FileWatch(FileState.of(List.of(file)), changes::release);
  }

  private void awaitChange() throws InterruptedException {
    assertThat(changes.tryAcquire(240, TimeUnit.SECONDS)).isTrue();
  }
}

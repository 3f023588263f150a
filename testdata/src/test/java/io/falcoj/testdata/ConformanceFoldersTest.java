// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConformanceFoldersTest {
  @Test
  void findsTheRepositoryFromAModule() {
    assertThat(TestData.repositoryRoot().resolve("testdata/pom.xml")).exists();
    assertThat(ConformanceFolders.own()).isDirectory();
  }

  @Test
  void everySuiteThatIsThereLoads() {
    Set<String> ids = new HashSet<>();
    for (Path parent : List.of(ConformanceFolders.own(), ConformanceFolders.further())) {
      for (String name : ConformanceFolders.names(parent)) {
        for (ConformanceCase read : ConformanceSuite.load(parent.resolve(name)).cases()) {
          assertThat(ids.add(name + "/" + read.id()))
              .as("id %s of suite %s is unique", read.id(), name)
              .isTrue();
        }
      }
    }
  }

  @Test
  void anUnknownSuiteIsNoSuite() {
    assertThat(ConformanceFolders.suites("no-such-suite")).isEmpty();
  }

  @Test
  void aMisspeltFileIsSeen() {
    assertThatThrownBy(() -> TestData.file("audit/no-such-file"))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("no-such-file");
  }
}

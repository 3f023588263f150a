// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The project's own test data as files: {@code policies/}, {@code audit/}, {@code rules/} and
 * {@code conformance/}, and the examples that the documentation shows. Works wherever in the
 * repository a test runs.
 */
public final class TestData {
  private static final String FOLDER = "testdata/src/main/resources";

  private TestData() {}

  /**
   * A file or folder of the test data.
   *
   * @param relativePath such as {@code "audit/pods.jsonl"}
   * @throws UncheckedIOException if it does not exist, so that a misspelt name is seen at once
   */
  public static Path file(String relativePath) {
    return existing(repositoryRoot().resolve(FOLDER).resolve(relativePath));
  }

  /**
   * A file or folder of the examples.
   *
   * @param relativePath such as {@code "psp/restricted.yaml"}
   * @throws UncheckedIOException if it does not exist
   */
  public static Path example(String relativePath) {
    return existing(repositoryRoot().resolve("examples").resolve(relativePath));
  }

  /**
   * The text of a file of the test data, read as UTF-8.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static String text(String relativePath) {
    Path file = file(relativePath);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read test data: " + file, e);
    }
  }

  /**
   * The root of the repository: the nearest folder, from the working folder upwards, that holds
   * {@code pom.xml} and {@code grammar/}.
   *
   * @throws IllegalStateException if there is none
   */
  public static Path repositoryRoot() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("grammar"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no folder with pom.xml and grammar/ at or above the working folder " + start);
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new UncheckedIOException(
          "there is no such test data", new NoSuchFileException(path.toString()));
    }
    return path;
  }
}

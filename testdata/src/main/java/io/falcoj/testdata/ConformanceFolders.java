// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the conformance suites are: those of the project itself, which always run, and a folder of
 * further suites, which run where it exists.
 */
public final class ConformanceFolders {
  /**
   * System property that names the folder of further suites; a relative path is relative to the
   * root of the repository.
   */
  public static final String PROPERTY = "falcoj.conformance";

  private static final String DEFAULT_FOLDER = "../shared/conformance";

  private ConformanceFolders() {}

  /** The project's own folder of suites. */
  public static Path own() {
    return TestData.file("conformance");
  }

  /**
   * The folder of further suites, whether it exists or not. A runner that finds no folder there
   * skips visibly.
   */
  public static Path further() {
    String configured = System.getProperty(PROPERTY, DEFAULT_FOLDER);
    return TestData.repositoryRoot().resolve(configured).normalize();
  }

  /**
   * Every suite of a name: the project's own, then the further one.
   *
   * @return no suite, one or two
   * @throws ConformanceFormatException if a case of them is broken
   */
  public static List<ConformanceSuite> suites(String name) {
    List<ConformanceSuite> suites = new ArrayList<>();
    for (Path parent : List.of(own(), further())) {
      Path folder = parent.resolve(name);
      if (Files.exists(folder.resolve(ConformanceSuite.CASES_FILE))) {
        suites.add(ConformanceSuite.load(folder));
      }
    }
    return List.copyOf(suites);
  }

  /**
   * The names of the suites in a folder of suites, sorted.
   *
   * @return empty if the folder does not exist
   * @throws UncheckedIOException if the folder cannot be listed
   */
  public static List<String> names(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(child -> Files.exists(child.resolve(ConformanceSuite.CASES_FILE)))
          .map(child -> child.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the conformance suites of " + parent, e);
    }
  }
}

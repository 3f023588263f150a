// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Whoever evaluates JSON takes few and small jars. The examples run with just these. */
class ClassPathTest {

  private static final long MOST_BYTES = 5L << 20;

  /** What only tests have; everything that is not named here counts. */
  private static final Pattern OF_TESTS =
      Pattern.compile(
          ".*/(test-classes|testdata/target/.*|surefire[^/]*|falcoj-testdata[^/]*|junit-[^/]*"
              + "|opentest4j-[^/]*|apiguardian-[^/]*|assertj-[^/]*|byte-buddy-[^/]*)$");

  @Test
  void isSmallAndHasNoServerNativeCodeOrCommandLine() throws IOException {
    List<Path> needed = needed();
    assertThat(needed).hasSizeGreaterThan(8);
    assertThat(needed)
        .extracting(Path::toString)
        .noneMatch(name -> name.matches(".*(jetty|jna|picocli|zstd|slf4j-jdk14|progressbar).*"));
    long bytes = 0;
    for (Path each : needed) {
      bytes += Files.isDirectory(each) ? packed(each) : Files.size(each);
    }
    assertThat(bytes).as("bytes of %s", needed).isLessThanOrEqualTo(MOST_BYTES);
  }

  private static List<Path> needed() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !OF_TESTS.matcher(entry).matches())
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  /** How large a jar of a folder would be. */
  private static long packed(Path folder) throws IOException {
    long[] bytes = {0};
    OutputStream counted =
        new OutputStream() {
          @Override
          public void write(int one) {
            bytes[0]++;
          }

          @Override
          public void write(byte[] array, int offset, int length) {
            bytes[0] += length;
          }
        };
    try (ZipOutputStream jar = new ZipOutputStream(counted);
        Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  jar.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                  Files.copy(file, jar);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return bytes[0];
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.text.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searching a path that is a prefix of another. */
class PathPrefixesTest {

  private static PathPrefixes<String> of(String... paths) {
    PathPrefixes<String> prefixes = PathPrefixes.ofPaths();
    for (String path : paths) {
      prefixes.add(Utf8.bytes(path), path);
    }
    return prefixes;
  }

  private static boolean finds(PathPrefixes<String> prefixes, String path) {
    byte[] bytes = Utf8.bytes("xx" + path + "/x");
    return prefixes.find(bytes, 2, bytes.length - 4) != null;
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/lib, /usr/lib, true",
    "/usr/lib, /usr/lib/x/y, true",
    "/usr/lib, //usr//lib//x, true",
    "/usr/lib, usr/lib/x, true",
    "/usr/lib/, /usr/lib, true",
    "/usr/lib, /usr/libx, false",
    "/usr/lib, /usr, false",
    "/usr/lib, '', false",
    "/usr/lib, /lib/usr, false",
    "/, /, true",
    "/, '', true",
    "/, anything, true",
    "'', /anything, true",
    "/home/*/bin, /home/me/bin/x, true",
    "/home/*/bin, /home/me/lib, false",
    "/home/*/bin, /home/bin, false",
    "/home/m?, /home/me, true",
    "/home/[a-m]*, /home/me/x, true",
    "/home/[a-m]*, /home/you, false"
  })
  void findsPathsComponentByComponent(String prefix, String path, boolean found) {
    assertThat(finds(of(prefix), path)).isEqualTo(found);
  }

  @Test
  void triesAllWildcardsAndNames() {
    PathPrefixes<String> prefixes = of("/a/x", "/*/y", "/?/z", "/[a]/w");
    assertThat(finds(prefixes, "/a/x")).isTrue();
    assertThat(finds(prefixes, "/a/y")).isTrue();
    assertThat(finds(prefixes, "/a/z")).isTrue();
    assertThat(finds(prefixes, "/a/w")).isTrue();
    assertThat(finds(prefixes, "/a/v")).isFalse();
  }

  @Test
  void shorterPathsCoverLongerOnes() {
    assertThat(of("/usr/lib/x", "/usr/local", "/usr")).hasToString("root ->\n    usr ->\n");
    assertThat(of("/usr", "/usr/lib")).hasToString("root ->\n    usr ->\n");
  }

  @Test
  void holdsManyPaths() {
    String[] paths = new String[50_000];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = i % 2 == 0 ? "/dir" + i % 100 + "/name" + i : "/dir" + i % 100 + "/*" + i;
    }
    PathPrefixes<String> prefixes = of(paths);
    assertThat(finds(prefixes, "/dir2/name102/x")).isTrue();
    assertThat(finds(prefixes, "/dir1/x101")).isTrue();
    assertThat(finds(prefixes, "/dir2/name103")).isFalse();
  }

  @Test
  void deepPathsDoNotOverflow() {
    String deep = "/a".repeat(2000);
    assertThat(finds(of(deep), deep + "/b")).isTrue();
    assertThat(finds(of(deep), "/a".repeat(1999))).isFalse();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text is read, or refused with a place in it. */
class YamlFuzzTest {

  @DictionaryEntries({
    "- ",
    ": ",
    "? ",
    "\\x0A  ",
    "|\\x0A",
    ">-\\x0A",
    "&a ",
    "*a",
    "!!str ",
    "%YAML 1.2\\x0A",
    "---\\x0A",
    "...\\x0A",
    "\\\\x4",
    "\\\\uD83D",
    "<<: *a",
    "0x",
    "~"
  })
  @FuzzTest
  void anyTextIsReadOrRefused(byte[] input) {
    String text = new String(input, UTF_8);
    try {
      for (YamlNode document : YamlReader.read("fuzz", text)) {
        PlacesCheck.check(document, text);
      }
    } catch (YamlException e) {
      assertThat(e.span().end()).isBetween(0, text.length() + 1);
      assertThat(e.getMessage()).doesNotContain("\n", "\r", "\u0000", "\u2028");
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any text is read, or refused with a place in it. */
class HostileYamlTest {

  private static final String[] PIECES = {
    "a",
    "b: ",
    "- ",
    "? ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    "\"",
    "|\n",
    ">-\n",
    ">9\n",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "!<",
    "%YAML 1.2\n",
    "%TAG ! x\n",
    "---\n",
    "...\n",
    "# c\n",
    "\\",
    "\\x4",
    "\\uD83D",
    "\\U00110000",
    "\uD83D\uDE00",
    "\uD83D",
    "\uFEFF",
    "\u0000",
    "\u0085",
    "\u2028",
    "<<: *a",
    "@",
    "`",
    "~",
    "1e400",
    "0x",
    " "
  };

  @Test
  void anyTextIsReadOrRefusedWithAPlaceInIt() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(30);
      for (int piece = 0; piece < pieces; piece++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      try {
        List<YamlNode> documents = YamlReader.read("fuzz", text.toString());
        documents.forEach(document -> PlacesCheck.check(document, text.toString()));
      } catch (YamlException e) {
        assertThat(e.span().end())
            .as("seed %d: %s", seed, e.getMessage())
            .isBetween(0, text.length() + 1);
        assertThat(e.getMessage()).doesNotContain("\n", "\r", "\u0000", "\u2028");
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", text <" + text + ">", e);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text as events hold it, made printable, joined and split. */
class TextTest {

  private static final long SEED = 11;

  @Test
  void tellsWellFormedSequencesAsTheJdkDoes() {
    Random random = new Random(SEED);
    byte[] leads = {'a', (byte) 0xc3, (byte) 0xe0, (byte) 0xed, (byte) 0xf0, (byte) 0xf4};
    for (int round = 0; round < 100_000; round++) {
      byte[] text = new byte[1 + random.nextInt(6)];
      random.nextBytes(text);
      for (int i = 0; i < text.length; i++) {
        text[i] = random.nextBoolean() ? leads[random.nextInt(leads.length)] : text[i];
        text[i] = random.nextBoolean() ? (byte) (0x80 | text[i] & 0x3f) : text[i];
      }
      StringBuilder decoded = new StringBuilder();
      boolean wellFormed = true;
      for (int at = 0; at < text.length; ) {
        int length = Utf8.sequenceLength(text, at, text.length);
        wellFormed &= length > 0;
        decoded.appendCodePoint(length > 0 ? Utf8.codePoint(text, at, length) : 0xfffd);
        at += Math.abs(length);
      }
      String expected = new String(text, StandardCharsets.UTF_8);
      assertThat(wellFormed).as("%s", text).isEqualTo(Arrays.equals(Utf8.bytes(expected), text));
      if (wellFormed) {
        assertThat(decoded).hasToString(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "a\u0001b, a\ufffdb",
    "'a\nb\tc\u007f', a\ufffdb\ufffdc\ufffd",
    "\u0085é, \ufffdé",
    "\ufdd0\uffff, \ufffd\ufffd"
  })
  void makesTextPrintable(String text, String printable) {
    byte[] array = Utf8.bytes("x" + text + "x");
    assertThat(PrintableText.sanitize(array, 1, array.length - 2)).isEqualTo(Utf8.bytes(printable));
  }

  @ParameterizedTest
  @CsvSource({
    "/home/me/, x, /home/me/x",
    "/home/me/, ../you/./x/, /home/you/x",
    "/home/me/, /etc//passwd, /etc/passwd",
    "/home/me/, ../../../.., /",
    "/home/, ..., /home/...",
    "/home/, .x/..y, /home/.x/..y",
    "/home/, ., /home",
    "/home/, .., /",
    "/home/, sub/, /home/sub",
    "/home/, a/./../b//c/, /home/b/c",
    "/, /../x/.., /",
    "'', x, x",
    "/, '', ''"
  })
  void joinsPaths(String directory, String path, String joined) {
    assertThat(PathText.join(Utf8.bytes(directory), Utf8.bytes(path))).asString().isEqualTo(joined);
  }

  @Test
  void pathsThatAreTooLongSaySo() {
    byte[] directory = Utf8.bytes("/" + "d".repeat(600) + "/");
    assertThat(PathText.join(directory, Utf8.bytes("f".repeat(600))))
        .asString()
        .isEqualTo("/DIR_TOO_LONG/FILENAME_TOO_LONG");
    byte[] grows = new byte[900];
    Arrays.fill(grows, (byte) 1);
    assertThat(PathText.join(Utf8.bytes("/"), grows)).hasSizeLessThan(1024);
  }

  @Test
  void splits() {
    assertThat(SplitText.split("a,,b,", ',')).containsExactly("a", "", "b", "");
    assertThat(SplitText.split("", ',')).isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searching in texts and in sets, against the plainest way to do it. */
class TextSearchTest {

  private static final long SEED = 20_261_122;
  private static final int ROUNDS = 50_000;

  private final Random random = new Random(SEED);

  private String text(int maxLength, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(maxLength + 1); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void findsWhatPlainSearchFinds() {
    for (int round = 0; round < ROUNDS; round++) {
      String alphabet = round % 2 == 0 ? "ab" : "abAB@`\u00e1\u0001";
      String text = text(40, alphabet);
      String needle = text(5, alphabet);
      byte[] array = latin("##" + text + needle);
      boolean found = text.contains(needle);
      String lowerText = ascii(text);
      boolean foundIgnoringCase = lowerText.contains(ascii(needle));
      assertThat(new Needle(latin(needle), false).isIn(array, 2, text.length()))
          .as("'%s' in '%s', seed %d", needle, text, SEED)
          .isEqualTo(found);
      assertThat(new Needle(latin(needle), true).isIn(array, 2, text.length()))
          .as("'%s' in '%s' ignoring case, seed %d", needle, text, SEED)
          .isEqualTo(foundIgnoringCase);
      assertThat(
              RollingSearch.contains(
                  array, 2, text.length(), latin(needle), 0, needle.length(), false))
          .as("'%s' in '%s' rolling, seed %d", needle, text, SEED)
          .isEqualTo(found);
      assertThat(
              RollingSearch.contains(
                  array, 2, text.length(), latin(needle), 0, needle.length(), true))
          .as("'%s' in '%s' rolling, ignoring case, seed %d", needle, text, SEED)
          .isEqualTo(foundIgnoringCase);
    }
  }

  private static String ascii(String text) {
    StringBuilder lower = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                lower.append(
                    c < 0x80 ? String.valueOf((char) c).toLowerCase(Locale.ROOT) : (char) c));
    return lower.toString();
  }

  @Test
  void setsHoldWhatWasPutIn() {
    for (int size : new int[] {1, 2, 5, 100, 10_000}) {
      Set<String> texts = new HashSet<>();
      List<byte[]> bytes = new ArrayList<>();
      long[] numbers = new long[size];
      Set<Long> numberSet = new HashSet<>();
      for (int i = 0; i < size; i++) {
        String text = text(12, "abcdef");
        texts.add(text);
        bytes.add(latin(text));
        numbers[i] = random.nextInt(size) - size / 2;
        numberSet.add(numbers[i]);
      }
      TextSet set = new TextSet(bytes);
      NumberSet longs = new NumberSet(numbers);
      for (int i = 0; i < size * 2; i++) {
        String wanted = text(13, "abcdef");
        byte[] array = latin("x" + wanted + "x");
        assertThat(set.contains(array, 1, wanted.length())).isEqualTo(texts.contains(wanted));
        long number = random.nextInt(size * 2) - size;
        assertThat(longs.contains(number)).isEqualTo(numberSet.contains(number));
      }
      for (byte[] text : bytes) {
        assertThat(set.contains(text, 0, text.length)).isTrue();
      }
    }
  }

  @Test
  void emptySetsHoldNothing() {
    assertThat(new TextSet(List.of()).contains(new byte[0], 0, 0)).isFalse();
    assertThat(new NumberSet(new long[0]).contains(0)).isFalse();
    assertThat(new AddressSet(List.of()).contains(4, 0, 0)).isFalse();
    assertThat(new NetworkSet(List.of()).contains(4, 0, 0)).isFalse();
  }
}

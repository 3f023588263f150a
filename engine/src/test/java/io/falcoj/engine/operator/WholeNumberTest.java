// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.text.Utf8;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole numbers as text. */
class WholeNumberTest {

  private static final long SEED = 7;

  private static boolean is(String text) {
    byte[] bytes = Utf8.bytes("x" + text + "1");
    return WholeNumber.is(bytes, 1, text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "-7", "10", "123456789012345678901234567890", "-1"})
  void acceptsWhatPrintsBackTheSame(String text) {
    assertThat(is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-0", "007", "-07", "+7", "7.0", "1e3", "0x7", " 7", "7a", "00"})
  void refusesOtherTexts(String text) {
    assertThat(is(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, true",
    "9223372036854775808, false",
    "-9223372036854775808, true",
    "-9223372036854775809, false",
    "9999999999999999999, false",
    "-9999999999999999999, false",
    "10000000000000000000, false",
    "999999999999999999, true",
    "x, false"
  })
  void knowsWhatFitsALong(String text, boolean fits) {
    byte[] bytes = Utf8.bytes(text);
    assertThat(WholeNumber.fitsLong(bytes, 0, bytes.length)).isEqualTo(fits);
    if (fits) {
      assertThat(WholeNumber.toLong(bytes, 0, bytes.length)).isEqualTo(Long.parseLong(text));
    }
  }

  @Test
  void comparesByValueWhateverTheLength() {
    Random random = new Random(SEED);
    for (int round = 0; round < 10_000; round++) {
      BigInteger a = new BigInteger(random.nextInt(90), random);
      BigInteger b = random.nextInt(10) == 0 ? a : new BigInteger(random.nextInt(90), random);
      a = random.nextBoolean() ? a.negate() : a;
      b = random.nextBoolean() ? b.negate() : b;
      byte[] left = Utf8.bytes(a.toString());
      byte[] right = Utf8.bytes(b.toString());
      assertThat(Integer.signum(WholeNumber.compare(left, 0, left.length, right, 0, right.length)))
          .as("%s with %s, seed %d", a, b, SEED)
          .isEqualTo(a.compareTo(b));
    }
  }
}

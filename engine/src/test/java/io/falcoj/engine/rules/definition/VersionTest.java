// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

  @ParameterizedTest
  @CsvSource({
    "0.62.0, 0.62.0, true",
    "0.62.0, 0.61.9, true",
    "0.62.0, 0.62.1, false",
    "0.62.0, 0.63.0, false",
    "0.62.0, 1.0.0, false",
    "2.0.0, 1.9.9, false",
    "1.2.3, 1.2.3-rc1, true",
  })
  void aLaterVersionOfTheSameMajorIsCompatible(String have, String want, boolean compatible) {
    Version present = Version.parse(have).orElseThrow();
    assertThat(present.isCompatibleWith(Version.parse(want).orElseThrow())).isEqualTo(compatible);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.2", "a.b.c", "1.2.", "1..2", "99999999999.1.1", "-1.2.3"})
  void refusesWhatIsNoVersion(String text) {
    assertThat(Version.parse(text)).isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleMatcherTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      textBlock =
          """
          *,                  anything,                true
          **,                 '',                      true
          rex,                rex,                     true
          rex,                Rex,                     false
          rex,                a rex,                   false
          '',                 '',                      true
          '',                 rex,                     false
          re*,                rex,                     true
          re*,                re,                      true
          *ex,                rex,                     true
          *ex,                ex,                      true
          r*x,                rx,                      true
          r*x,                rex and rex,             true
          r*x,                rex!,                    false
          *a*b*,              xxaxxbxx,                true
          *a*b*,              xxbxxaxx,                false
          *rule,              rule my rule,            true
          a*a,                a,                       false
          ab*ba,              aba,                     false
          a**b,               a b,                     true
          r.x,                rex,                     false
          """)
  void aStarStandsForAnyText(String pattern, String text, boolean matches) {
    assertThat(RuleMatcher.matchesWildcard(pattern, text)).isEqualTo(matches);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.testdata.TestData;
import org.junit.jupiter.api.Test;

class LoadedRulesetTest {
  @Test
  void theFiftyRulesAreFifty() {
    LoadedRules rules = LoadedRuleset.load(TestData.text(LoadedRuleset.FIFTY_RULES));

    assertThat(LoadedRuleset.compile(rules).rules()).hasSize(50);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

  @ParameterizedTest
  @CsvSource({
    "15s, 15000",
    "1h30m, 5400000",
    "1y2w3d4h5m6s7ms, 33019506007",
    "' 2 h 5 m ', 7500000",
    "100ms, 100",
  })
  void readsIntervals(String text, long millis) {
    assertThat(MetricsInterval.parseMillis(text)).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "15", "s", "1s1h", "1x", "-1s", "1.5s", "99999999999y"})
  void refusesWhatIsNoInterval(String text) {
    assertThat(MetricsInterval.parseMillis(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Terminal shell in container, Terminal_shell_in_container",
    "PSP no-root Violation (runAsUser) container, PSP_no_root_Violation_runAsUser_container",
    "a:b, a:b",
    "'__a--b__', _a_b",
    "'???', ''",
    "'', ''",
  })
  void namesOfRulesBecomeNamesOfMetrics(String rule, String name) {
    assertThat(MetricNames.ofRule(rule)).isEqualTo(name);
  }
}

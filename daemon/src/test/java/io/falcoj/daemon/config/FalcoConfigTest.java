// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.Priority;
import io.falcoj.engine.ruleset.RuleMatching;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalcoConfigTest {

  @Test
  void everyKeyHasItsStandardValueAtFirst() {
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (key.use() == ConfigUse.ACTS) {
        assertThat((Object) FalcoConfig.STANDARD.get(key)).isEqualTo(key.standard());
      } else {
        assertThat((Object) key.standard()).as(key.path()).isNull();
      }
    }
  }

  @Test
  void keysAreSortedAndDescribed() {
    List<String> paths = ConfigKeys.all().stream().map(ConfigKey::path).toList();
    assertThat(paths).doesNotHaveDuplicates().isSorted();
    assertThat(ConfigKeys.all()).allMatch(key -> key.description().endsWith("."));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "yes,true", "On,true", "Y,true", "false,false", "no,false", "OFF,false"})
  void readsBooleansInAllWordsThatFalcoTakes(String text, boolean value) throws ConfigException {
    assertThat(FalcoConfig.STANDARD.with("json_output", text).get(ConfigKeys.JSON_OUTPUT))
        .isEqualTo(value);
  }

  @Test
  void readsPrioritiesAndChoices() throws ConfigException {
    FalcoConfig config =
        FalcoConfig.STANDARD.with("priority", "Warning").with("rule_matching", "all");
    assertThat(config.get(ConfigKeys.PRIORITY)).isEqualTo(Priority.WARNING);
    assertThat(config.get(ConfigKeys.RULE_MATCHING)).isEqualTo(RuleMatching.ALL);
  }

  @Test
  void theLastValueCountsAndOthersStay() throws ConfigException {
    FalcoConfig config =
        FalcoConfig.STANDARD
            .with("json_output", "true")
            .with("stdout_output.enabled", "false")
            .with("json_output", "false");
    assertThat(config.get(ConfigKeys.JSON_OUTPUT)).isFalse();
    assertThat(config.get(ConfigKeys.STDOUT_OUTPUT_ENABLED)).isFalse();
  }

  @Test
  void anotherStandardCountsOnlyWhereNothingIsSet() throws ConfigException {
    assertThat(
            FalcoConfig.STANDARD
                .withStandard(ConfigKeys.RULE_MATCHING, RuleMatching.ALL)
                .get(ConfigKeys.RULE_MATCHING))
        .isEqualTo(RuleMatching.ALL);
    assertThat(
            FalcoConfig.STANDARD
                .with("rule_matching", "first")
                .withStandard(ConfigKeys.RULE_MATCHING, RuleMatching.ALL)
                .get(ConfigKeys.RULE_MATCHING))
        .isEqualTo(RuleMatching.FIRST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json_output|maybe|option json_output: found \"maybe\", expected true or false",
        "priority|high|option priority: found \"high\", expected a priority from emergency to"
            + " debug",
        "rule_matching|both|option rule_matching: found \"both\", expected first or all",
        "output_timeout|-1|option output_timeout: found \"-1\", expected a whole number from 0 to"
            + " 4294967295",
        "falco_libs.snaplen|65001|option falco_libs.snaplen: found \"65001\", expected a whole"
            + " number from 0 to 65000",
        "falcoj.webhook.max_bodies|0|option falcoj.webhook.max_bodies: found \"0\", expected a"
            + " whole number from 1 to 10000",
        "webserver.listen_port|99999999999999999999|option webserver.listen_port: found"
            + " \"99999999999999999999\", expected a whole number from 0 to 65535",
        "json_ouput|true|found the option \"json_ouput\", which falcoj does not know; did you mean"
            + " json_output?",
        "nonsense|true|found the option \"nonsense\", which falcoj does not know"
      })
  void saysWhatItFoundAndWhatItExpected(String path, String value, String message) {
    assertThatThrownBy(() -> FalcoConfig.STANDARD.with(path, value))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.read.RulesFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSelectionTest {

  private static final String RULES =
      TestLoads.rule("rex barks", "tags: [dog, loud]")
          + TestLoads.rule("rex sleeps", "tags: [dog]\nenabled: false")
          + TestLoads.rule("tom sleeps", "tags: [cat]");

  @Test
  void startsWithWhatTheRulesSay() {
    RuleSelection selection = TestLoads.rules(RULES).select();
    assertThat(selection.isEnabled("rex barks")).isTrue();
    assertThat(selection.isEnabled("rex sleeps")).isFalse();
    assertThat(selection.isEnabled("unheard of")).isFalse();
    assertThat(selection.count()).isEqualTo(2);
  }

  @Test
  void startsWithNothingIfWanted() {
    assertThat(TestLoads.rules(RULES).selectNone().count()).isZero();
  }

  @Test
  void laterStepsWin() {
    RuleSelection selection = TestLoads.rules(RULES).select();
    selection.disable(RuleMatcher.wildcard("*"));
    selection.enable(RuleMatcher.anyTag(Set.of("dog", "bird")));
    selection.disable(RuleMatcher.substring("bark"));
    assertThat(selection.isEnabled("rex barks")).isFalse();
    assertThat(selection.isEnabled("rex sleeps")).isTrue();
    assertThat(selection.isEnabled("tom sleeps")).isFalse();
  }

  @Test
  void namesRulesExactly() {
    RuleSelection selection = TestLoads.rules(RULES).selectNone();
    selection.enable(RuleMatcher.exact("rex"));
    assertThat(selection.count()).isZero();
    selection.enable(RuleMatcher.exact("rex barks"));
    assertThat(selection.count()).isEqualTo(1);
    selection.enable(RuleMatcher.exact(""));
    assertThat(selection.count()).isEqualTo(3);
  }

  @Test
  void rulesBelowTheMinimumPriorityCannotBeEnabled() {
    LoaderSettings all = LoaderSettings.of(TestFields.REGISTRY, TestPlugins.ALL);
    RuleLoader loader =
        new RuleLoader(
            new LoaderSettings(
                all.fields(), all.sources(), all.plugins(), Priority.ERROR, List.of()));
    String urgent = TestLoads.rule("urgent", "").replace("WARNING", "ERROR");
    loader.load(RulesFile.of("file.yaml", RULES + urgent));
    RuleSelection selection = loader.rules().select();
    selection.enable(RuleMatcher.wildcard("*"));
    assertThat(selection.count()).isEqualTo(1);
    assertThat(selection.isEnabled("urgent")).isTrue();
    assertThat(loader.rules().rules()).hasSize(4);
  }
}

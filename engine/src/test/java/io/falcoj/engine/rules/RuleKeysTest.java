// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.definition.OverrideMode;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.result.LoadResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What follows from the constant of a rule's key alone. */
class RuleKeysTest {

  private static final String RULE =
      """
      - rule: a
        desc: said first
        condition: proc.name = said
        output: said first
        priority: INFO
      """;

  static Stream<RuleKey> replaceable() {
    return RuleKey.ofRuleValues().stream().filter(key -> key.allows(OverrideMode.REPLACE));
  }

  static Stream<RuleKey> fixed() {
    return RuleKey.ofRuleValues().stream().filter(key -> !key.isOverridable());
  }

  static Stream<RuleKey> required() {
    return RuleKey.ofRuleValues().stream().filter(RuleKey::isRequired);
  }

  @ParameterizedTest
  @MethodSource("replaceable")
  void anOverrideReplacesTheValueThatDescriptionsShow(RuleKey key) {
    String update =
        "- rule: a\n  %s: %s\n  override: {%s: replace}\n"
            .formatted(key.text(), value(key), key.text());
    JsonNode before = info(List.of(RULE));
    JsonNode after = info(List.of(RULE, update));
    if (key.describedAs().isEmpty()) {
      assertThat(after).isEqualTo(before);
    } else {
      assertThat(after.get(key.describedAs())).isNotNull().isNotEqualTo(before.get(key.text()));
      assertThat(after.get(key.describedAs()).toString()).contains(shown(key));
    }
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void whatCannotBeOverriddenIsRefused(RuleKey key) {
    String update =
        "- rule: a\n  %s: x\n  override: {%s: replace}\n".formatted(key.text(), key.text());
    LoadResult result = TestLoads.load(TestLoads.loader(), List.of(RULE, update));
    assertThat(result.errors().get(0).message())
        .isEqualTo("Key '" + key.text() + "' cannot be replaced");
  }

  @ParameterizedTest
  @MethodSource("required")
  void whatEveryRuleMustSayIsMissed(RuleKey key) {
    LoadResult result = TestLoads.result(RULE.replaceAll("(?m)^  " + key.text() + ":.*\\R", ""));
    assertThat(result.errors().get(0).message())
        .isEqualTo("Item has no mapping for key '" + key.text() + "'");
  }

  private static JsonNode info(List<String> files) {
    RuleLoader loader = TestLoads.loader();
    assertThat(TestLoads.load(loader, files).errors()).isEmpty();
    return loader.rules().describe("a").orElseThrow().at("/rules/0/info");
  }

  /** Another value than that of the rule, or of a rule that says nothing. */
  private static String value(RuleKey key) {
    return switch (key.shape()) {
      case TEXT, PLACED_TEXT -> key == RuleKey.RULE_CONDITION ? "proc.name = new" : "new text";
      case BOOLEAN -> key == RuleKey.RULE_ENABLED ? "false" : "true";
      case NUMBER -> "7000";
      case PRIORITY -> "ERROR";
      case TAGS -> "[new]";
      case ITEMS, EXCEPTIONS, OVERRIDES, PLUGIN_VERSIONS ->
          throw new IllegalArgumentException("not the form of a rule's value: " + key.shape());
    };
  }

  private static String shown(RuleKey key) {
    return switch (key.shape()) {
      case PRIORITY -> "Error";
      case TAGS -> "new";
      default -> value(key);
    };
  }
}

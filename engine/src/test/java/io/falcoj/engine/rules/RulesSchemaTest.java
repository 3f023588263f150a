// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.read.RulesSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class RulesSchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello                                             | <root>: is not a list
          [hello]                                           | <root>[0]: is not a mapping
          [{rulez: a}]                                      | <root>[0]: unknown key 'rulez'
          [{list: a, itemz: []}]                            | <root>[0]: unknown key 'itemz'
          [{list: a, items: b}]                             | <root>[0][items]: is not a list
          [{list: a, items: [[b]]}]                         | <root>[0][items]: is not a text
          [{list: [a]}]                                     | <root>[0][list]: is not a text
          [{rule: a, enabled: yes}]                         | <root>[0][enabled]: is none of true, false
          [{rule: a, capture_duration: x}]                  | <root>[0][capture_duration]: is not a whole number
          [{rule: a, override: x}]                          | <root>[0][override]: is not a mapping
          [{rule: a, override: {}}]                         | <root>[0][override]: is empty
          [{rule: a, override: {source: replace}}]          | <root>[0][override]: unknown key 'source'
          [{rule: a, override: {priority: prepend}}]        | <root>[0][override][priority]: is none of append, replace
          [{rule: a, exceptions: [{fields: b}]}]            | <root>[0][exceptions]: has no key 'name'
          [{rule: a, exceptions: [{name: b, value: c}]}]    | <root>[0][exceptions]: unknown key 'value'
          [{required_plugin_versions: [{name: a}]}]         | <root>[0][required_plugin_versions]: has no key 'version'
          """)
  void findsWhatDepartsFromTheSchema(String rules, String problem) {
    assertThat(TestLoads.result(rules).schemaProblems()).contains("failed for " + problem);
  }

  @Test
  void acceptsWhatIsAsItShouldBe() {
    String rules =
        """
        - required_engine_version: 0.26.0
        - required_plugin_versions:
            - name: json
              version: 0.7.0
              alternatives:
                - name: other
                  version: 0.1.0
        - list: dogs
          items: [rex, 1]
        - macro: barks
          condition: proc.name in (dogs)
        - rule: a
          desc: b
          condition: barks
          output: c
          priority: INFO
          enabled: false
          tags: [d]
          exceptions:
            - name: e
              fields: proc.name
              values: [f]
        - rule: a
          tags: [g]
          priority: DEBUG
          override:
            tags: append
            priority: append
        - list: keys of other kinds
          items: []
          priority: INFO
        """;
    assertThat(TestLoads.result(rules).schemaProblems()).isEmpty();
  }

  @Test
  void keysOfTheSameTextHaveValuesOfTheSameForm() {
    for (RuleKey key : RuleKey.values()) {
      for (RuleKey other : RuleKey.values()) {
        if (key.text().equals(other.text())) {
          assertThat(key.shape()).isEqualTo(other.shape());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RuleKey.class)
  void theDocumentHasEveryKey(RuleKey key) {
    JsonNode definitions = RulesSchema.document().get("definitions");
    assertThat(definitions.at("/item/properties/" + key.text() + "/description").stringValue())
        .contains(key.description());
    if (key.isOverridable()) {
      assertThat(definitions.at("/overrides/properties").has(key.text())).isTrue();
    }
  }
}

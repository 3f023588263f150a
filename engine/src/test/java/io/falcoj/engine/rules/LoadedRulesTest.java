// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.RuleMatching;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoadedRulesTest {

  private static final String RULES =
      """
      - required_engine_version: 11
      - required_plugin_versions:
          - name: json
            version: 0.1.0
            alternatives:
              - name: other
                version: 0.2.0
      - list: small
        items: [rex]
      - list: dogs
        items: [small, waldi]
      - list: unused
        items: [tom]
      - macro: is_dog
        condition: proc.name in (dogs)
      - rule: rex opens
        desc: about rex
        condition: evt.type = open and is_dog and not proc.aname[2] = sh
        output: opened %fd.name by %proc.name
        priority: WARNING
        tags: [b, a]
        exceptions:
          - name: temporary
            fields: [fd.name, user.name]
            comps: [startswith, in]
            values: [[/tmp, [root]]]
      - rule: off
        desc: about nothing
        condition: evt.type = close
        output: x
        priority: DEBUG
        enabled: false
      - rule: audit
        desc: about verbs
        condition: ka.verb = get
        output: got %ka.verb
        priority: INFO
        source: k8s_audit
      """;

  @Test
  void describesRules() {
    JsonNode rule = described("rules", "rex opens");
    assertThat(rule.get("info").toString())
        .isEqualTo(
            """
            {"capture":false,"capture_duration":0,\
            "condition":"evt.type = open and is_dog and not proc.aname[2] = sh",\
            "description":"about rex","enabled":true,"name":"rex opens",\
            "output":"opened %fd.name by %proc.name","priority":"Warning","source":"syscall",\
            "tags":["a","b"]}\
            """);
    assertThat(rule.get("details").toString())
        .isEqualTo(
            """
            {"condition_compiled":"((evt.type = open and proc.name in (rex, waldi) and \
            not proc.aname[2] = sh) and not (fd.name startswith /tmp and user.name in (root)))",\
            "condition_fields":["evt.type","proc.name","proc.aname[2]","fd.name","user.name"],\
            "condition_operators":["=","in","startswith"],\
            "events":["open","asyncevent"],\
            "exception_fields":["fd.name","user.name"],\
            "exception_names":["temporary"],\
            "exception_operators":["startswith","in"],\
            "lists":[],"macros":["is_dog"],\
            "output_compiled":"opened %fd.name by %proc.name",\
            "output_fields":["fd.name","proc.name"],"plugins":[]}\
            """);
  }

  @Test
  void describesMacrosAndLists() {
    JsonNode macro = described("macros", "is_dog");
    assertThat(macro.at("/details/condition_compiled").stringValue())
        .isEqualTo("proc.name in (rex, waldi)");
    assertThat(macro.at("/details/lists").toString()).isEqualTo("[\"dogs\"]");
    assertThat(macro.at("/details/used").booleanValue()).isTrue();
    assertThat(macro.at("/details/events")).isNotEmpty();
    JsonNode list = described("lists", "dogs");
    assertThat(list.toString())
        .isEqualTo(
            """
            {"details":{"items_compiled":["rex","waldi"],"lists":["small"],"plugins":[],\
            "used":true},"info":{"items":["waldi"],"name":"dogs"}}\
            """);
    assertThat(described("lists", "unused").at("/details/used").booleanValue()).isFalse();
  }

  @Test
  void describesRequirementsAndPlugins() {
    JsonNode all = TestLoads.rules(RULES).describe();
    assertThat(all.get("required_engine_version").stringValue()).isEqualTo("0.11.0");
    assertThat(all.get("required_plugin_versions").toString())
        .isEqualTo(
            """
            [{"alternatives":[{"name":"other","version":"0.2.0"}],"name":"json",\
            "version":"0.1.0"}]\
            """);
    JsonNode audit = described("rules", "audit");
    assertThat(audit.at("/details/plugins").toString()).isEqualTo("[\"k8saudit\"]");
    assertThat(audit.at("/details/events").toString())
        .isEqualTo("[\"pluginevent\",\"asyncevent\"]");
  }

  @Test
  void describesOneRule() {
    LoadedRules rules = TestLoads.rules(RULES);
    assertThat(rules.describe("off").orElseThrow().get("rules")).hasSize(1);
    assertThat(rules.describe("on")).isEmpty();
  }

  @Test
  void aRuleThatIsEnabledLaterKeepsItsPlace() {
    LoadedRules rules =
        TestLoads.rules(
            TestLoads.rule("first", "enabled: false")
                + TestLoads.rule("second", "")
                + TestLoads.rule("third", "enabled: false"));
    RuleSelection selection = rules.select();
    selection.enable(RuleMatcher.exact("third"));
    selection.enable(RuleMatcher.exact("first"));
    assertThat(rules.compile(selection, RuleMatching.FIRST).get("syscall").ruleset().rules())
        .extracting(CompiledRule::name)
        .containsExactly("first", "second", "third");
  }

  @Test
  void compilesTheSelectedRulesOfEachSource() {
    LoadedRules rules = TestLoads.rules(RULES);
    RuleSelection selection = rules.select();
    Map<String, RunnableRules> compiled = rules.compile(selection, RuleMatching.ALL);
    assertThat(compiled).containsOnlyKeys("syscall", "k8s_audit");
    RunnableRules syscall = compiled.get("syscall");
    assertThat(syscall.ruleset().rules())
        .extracting(CompiledRule::name)
        .containsExactly("rex opens");
    assertThat(syscall.rules().get(0).output().fieldNames())
        .containsExactly("fd.name", "proc.name");
    selection.disable(RuleMatcher.substring("rex"));
    selection.enable(RuleMatcher.exact("off"));
    assertThat(rules.compile(selection, RuleMatching.ALL).get("syscall").rules())
        .extracting(rule -> rule.rule().name())
        .containsExactly("off");
    assertThat(rules.compile(rules.selectNone(), RuleMatching.ALL)).isEmpty();
  }

  private static JsonNode described(String kind, String name) {
    for (JsonNode item : TestLoads.rules(RULES).describe().get(kind)) {
      if (item.at("/info/name").stringValue().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("no " + name + " in " + kind);
  }
}

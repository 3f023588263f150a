// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.ruleset.RuleMatching;

/** Any text is a rules file that loads and runs, or gets a report. */
class RulesFuzzTest {

  @DictionaryEntries({
    "- rule: ",
    "- macro: ",
    "- list: ",
    "- required_engine_version: ",
    "- required_plugin_versions: ",
    "  condition: ",
    "  output: ",
    "  desc: ",
    "  priority: ",
    "  source: ",
    "  exceptions: ",
    "  override: ",
    "  append: true",
    "  enabled: false",
    "  items: ",
    "  tags: [",
    "  values: ",
    "  fields: ",
    "  comps: ",
    "  name: ",
    "  warn_evttypes: false",
    "  skip-if-unknown-filter: true",
    "append",
    "replace",
    "evt.type",
    "proc.aname[",
    "fd.num",
    " and ",
    " in (",
    "%proc.name",
    "k8s_audit",
    "0.44.0"
  })
  @FuzzTest
  void anyTextIsLoadedOrReportedOn(byte[] input) {
    RuleLoader loader = TestLoads.loader();
    RulesFile file = RulesFile.of("fuzz.yaml", new String(input, UTF_8));
    LoadResult result = loader.load(file);
    assertReportIsWhole(result);
    if (result.isSuccessful()) {
      LoadedRules rules = loader.rules();
      assertThat(rules.describe().isEmpty()).isFalse();
      rules.compile(rules.select(), RuleMatching.ALL);
    }
    assertReportIsWhole(loader.load(file));
  }

  private static void assertReportIsWhole(LoadResult result) {
    assertThat(result.isSuccessful()).isEqualTo(result.errors().isEmpty());
    assertThat(result.summary()).isNotEmpty();
    assertThat(result.verbose()).isNotEmpty();
    assertThat(result.json().toString()).isNotEmpty();
  }
}

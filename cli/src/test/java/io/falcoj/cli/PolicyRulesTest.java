// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.converter.psp.PolicyRule;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the converter writes is what the engine takes. */
class PolicyRulesTest {

  static List<Path> policies() throws IOException {
    try (Stream<Path> files = Files.walk(TestData.file("policies"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void rulesOfEveryPolicyLoadWithoutAWord(Path policy) throws IOException {
    Conversion conversion =
        PspConverter.standard()
            .convert(List.of(SourceText.of(policy.toString(), Files.readString(policy))));
    RuleLoader loader =
        new RuleLoader(
            LoaderSettings.of(
                StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "host")),
                StandardPlugins.ALL));
    LoadResult result = loader.load(RulesFile.generated("rules", conversion.rules()));
    assertThat(result.diagnostics()).as(result.verbose()).isEmpty();
    assertThat(result.isSchemaValid()).isTrue();
    LoadedRules rules = loader.rules();
    assertThat(rules.rules())
        .extracting(ResolvedRule::name)
        .containsExactlyElementsOf(
            conversion.policies().stream()
                .map(ConvertedPolicy::rules)
                .flatMap(List::stream)
                .map(PolicyRule::name)
                .toList());
    assertThat(rules.compile(rules.select(), RuleMatching.ALL)).isNotEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.rules.result.WarningCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every error and warning: its code, its place in the file and its whole message. */
class RuleLoaderDiagnosticsTest {

  private static final List<RulesCase> CASES = RulesCase.load("diagnostics.yaml", "expect");

  @TestFactory
  Stream<DynamicTest> saysWhatIsWrongAndWhere() {
    return CASES.stream().map(each -> DynamicTest.dynamicTest(each.about(), () -> run(each)));
  }

  private static void run(RulesCase each) {
    assertThat(TestLoads.load(TestLoads.loader(), each.files()).diagnostics())
        .extracting(DiagnosticText::of)
        .containsExactlyElementsOf(each.expected());
  }

  @Test
  void hasACaseForEveryCode() {
    Set<String> seen = new LinkedHashSet<>();
    for (RulesCase each : CASES) {
      each.expected().forEach(line -> seen.add(line.substring(0, line.indexOf(' '))));
    }
    // A file that cannot be read never gets here; extensions are Falco's alone.
    seen.addAll(List.of("LOAD_ERR_FILE_READ", "LOAD_ERR_EXTENSION", "LOAD_WARNING_EXTENSION"));
    assertThat(seen)
        .containsAll(Stream.of(ErrorCode.values()).map(Enum::name).toList())
        .containsAll(Stream.of(WarningCode.values()).map(Enum::name).toList());
  }

  @Test
  void rendersEveryDiagnostic() {
    for (RulesCase each : CASES) {
      LoadResult result = TestLoads.load(TestLoads.loader(), each.files());
      assertThat(result.isSuccessful()).isEqualTo(result.errors().isEmpty());
      for (Diagnostic diagnostic : result.diagnostics()) {
        assertThat(result.summary()).contains(diagnostic.code().name());
        assertThat(result.verbose()).contains(diagnostic.code().title(), diagnostic.message());
        assertThat(result.json().toString()).contains(diagnostic.code().name());
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.grammar.ExprPrinter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes of conditions: lists and macros put in, exceptions added, in Falco's order. */
class RuleResolutionTest {

  @TestFactory
  Stream<DynamicTest> resolves() {
    return RulesCase.load("resolutions.yaml", "becomes").stream()
        .map(each -> DynamicTest.dynamicTest(each.about(), () -> run(each)));
  }

  private static void run(RulesCase each) {
    RuleLoader loader = TestLoads.loader();
    LoadResult result = TestLoads.load(loader, each.files());
    assertThat(result.errors()).as(result.verbose()).isEmpty();
    String condition =
        ExprPrinter.printAsFalco(loader.rules().find("it").orElseThrow().condition());
    assertThat(condition).isEqualTo(each.expected().get(0));
  }
}

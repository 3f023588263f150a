// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.ConformanceCase;
import io.falcoj.testdata.ConformanceSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the suite of random conditions: which are accepted, and which events they match. */
final class FilterDifferentialRunner implements SuiteRunner {

  private final Map<Path, ConditionAnswers> answersByFolder = new HashMap<>();

  @Override
  public String suite() {
    return "filter-differential";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each)));
  }

  private void run(ConformanceCase each) throws IOException {
    ConditionAnswers answers = answers(each.suiteFolder());
    String refusal = answers.refusal(each.id());
    assertThat(refusal.isEmpty()).as(refusal).isEqualTo(each.expect().get("valid").booleanValue());
    JsonNode matches = each.expect().path("matches");
    for (String file : matches.propertyNames()) {
      assertThat(answers.matches(each.id(), file))
          .as(each.json().get("filter").stringValue() + " on " + file)
          .isEqualTo(MatchedEvents.describe(matches.get(file)));
    }
  }

  private ConditionAnswers answers(Path folder) throws IOException {
    ConditionAnswers known = answersByFolder.get(folder);
    if (known == null) {
      known = ConditionAnswers.of(ConformanceSuite.load(folder));
      answersByFolder.put(folder, known);
    }
    return known;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads share a rule set, each with a context of its own. */
class ConcurrencyTest {

  private static final int THREADS = 4;
  private static final int EVENTS = 20_000;

  private static final String[] CONDITIONS = {
    "a.text regex \"v[0-9]*7\" and not json.list intersects val(json.more)",
    "tolower(a.text) endswith 3 or a.text contains 99",
    "a.text regex \"v[0-9]*7\"",
    "join(\"-\", (a.text, b.text)) glob \"v1*-x\"",
    "json.list = val(json.more) and a.text in (v2, v4, v6, v8, v10, v12)"
  };

  private static TableEvent event(int number) {
    return new TableEvent()
        .texts("a.text", "V" + number)
        .texts("a.text", "v" + number)
        .texts("b.text", "x")
        .texts("json.list", "e" + number % 3, "e" + number % 5)
        .texts("json.more", "e" + number % 5, "e" + number % 2);
  }

  private static List<String> evaluateAll(Ruleset ruleset) {
    EvalContext context = ruleset.newContext();
    List<String> matches = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int number = i;
      ruleset.evaluate(event(i), context, rule -> matches.add(number + " " + rule.index()));
    }
    return matches;
  }

  @Test
  void threadsWithTheirOwnContextsSeeTheSame() throws Exception {
    Ruleset ruleset = Conditions.compile(CONDITIONS);
    List<String> expected = evaluateAll(ruleset);
    assertThat(expected).hasSizeGreaterThan(EVENTS / 10);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<String>>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(threads.submit(() -> evaluateAll(ruleset)));
      }
      for (Future<List<String>> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}

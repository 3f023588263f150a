// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.testing.TableFields;
import io.falcoj.engine.trace.RuleTrace;
import io.falcoj.engine.trace.RuleTracer;
import io.falcoj.engine.trace.Trace;
import io.falcoj.engine.trace.WrittenCondition;
import io.falcoj.grammar.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Random conditions over random events: predicates and traces equal a plain interpreter. */
class DifferentialTest {

  private static final long SEED = Long.getLong("falcoj.seed", 20_261_122L);
  private static final int BATCHES = 120;
  private static final int CONDITIONS = 25;
  private static final int EVENTS = 40;

  private static final String[] VALUES = {
    "a", "b", "ab", "abc", "ba", "A", "AB", "/a", "/a/b", "/a/b/c", "/ab", "0", "7", "-7", "9",
    "10", "007", "100", "1:9", "5:100", "<NA>", "", "x"
  };
  private static final String[] FIELDS = {
    "a.text",
    "b.text",
    "json.text",
    "json.other",
    "json.list",
    "json.more",
    "json.list[0]",
    "json.list[1]",
    "search.text",
    "tolower(a.text)",
    "tolower(json.list)"
  };
  private static final String[] VALUE_OPERATORS = {
    "=", "==", "!=", "contains", "icontains", "startswith", "endswith", "glob", "iglob", "regex"
  };

  private static final Map<String, Expr> PARSED = new HashMap<>();

  private final Random random = new Random(SEED);

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String literal(String operator) {
    switch (operator) {
      case "glob":
      case "iglob":
        return any("a*", "*b", "?b", "*", "/a/*", "a", "A?");
      case "regex":
        return any("a.*", ".*b", "[ab]+", "a|b", ".*", "[0-9]+", "a?b*");
      default:
        return any(VALUES);
    }
  }

  private String list(String operator) {
    List<String> values = new ArrayList<>();
    for (int size = random.nextInt(7); size > 0; size--) {
      values.add('"' + literal(operator) + '"');
    }
    return "(" + String.join(", ", values) + ")";
  }

  private String check() {
    switch (random.nextInt(9)) {
      case 0:
        return any(FIELDS) + " exists";
      case 1:
        return any(FIELDS) + " " + any("<", "<=", ">", ">=") + " " + any("7", "10", "0", "-7");
      case 2:
      case 3:
        return any(FIELDS) + " " + any("in", "intersects", "pmatch") + " " + list("in");
      case 4:
        String modified = any(VALUE_OPERATORS);
        return any(FIELDS)
            + " "
            + (modified.equals("==") ? "=" : modified)
            + " "
            + any("anyof", "oneof", "allof")
            + " "
            + list(modified);
      case 5:
        return any("a.text", "json.text")
            + " "
            + any("=", "!=", "<", "<=", ">", ">=", "contains", "startswith", "endswith", "in")
            + " val("
            + any("b.text", "json.other", "a.text")
            + ")";
      case 6:
        return "json.list " + any("=", "!=", "in", "intersects") + " val(json.more)";
      default:
        String operator = any(VALUE_OPERATORS);
        return any(FIELDS) + " " + operator + " \"" + literal(operator) + '"';
    }
  }

  private String condition(int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(5);
    switch (choice) {
      case 1:
        return "not (" + condition(depth - 1) + ")";
      case 2:
        return junction(" and ", depth);
      case 3:
        return junction(" or ", depth);
      default:
        return check();
    }
  }

  private String junction(String word, int depth) {
    List<String> operands = new ArrayList<>();
    for (int size = 2 + random.nextInt(3); size > 0; size--) {
      operands.add("(" + condition(depth - 1) + ")");
    }
    return String.join(word, operands);
  }

  private Map<String, List<Optional<String>>> event() {
    Map<String, List<Optional<String>>> event = new HashMap<>();
    for (String field : new String[] {"a.text", "b.text", "json.text", "json.other"}) {
      if (random.nextInt(4) > 0) {
        event.put(field, List.of(Optional.of(any(VALUES))));
      }
    }
    for (String field : new String[] {"json.list", "json.more", "search.text"}) {
      if (random.nextInt(5) > 0) {
        boolean search = field.startsWith("search");
        List<Optional<String>> values = new ArrayList<>();
        for (int size = random.nextInt(4) + (search ? 1 : 0); size > 0; size--) {
          boolean absent = !search && random.nextInt(5) == 0;
          values.add(absent ? Optional.empty() : Optional.of(any(VALUES)));
        }
        event.put(field, values);
      }
    }
    return event;
  }

  private static TableEvent tableEvent(Map<String, List<Optional<String>>> event) {
    TableEvent table = new TableEvent();
    event.forEach(
        (field, values) ->
            table.texts(field, values.stream().map(v -> v.orElse(null)).toArray(String[]::new)));
    return table;
  }

  @Test
  void predicatesAndTracesEqualThePlainInterpreter() throws Exception {
    int pairs = 0;
    int matches = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      Map<String, Expr> conditions = new HashMap<>();
      while (conditions.size() < CONDITIONS) {
        String condition = condition(3);
        if (isValid(condition)) {
          conditions.put(condition, Conditions.parse(condition));
        }
      }
      List<Ruleset> rulesets =
          List.of(compile(conditions.keySet(), true), compile(conditions.keySet(), false));
      List<EvalContext> contexts = rulesets.stream().map(Ruleset::newContext).toList();
      Map<String, RuleTracer> tracers = tracers(conditions);
      for (int number = 0; number < EVENTS; number++) {
        Map<String, List<Optional<String>>> event = event();
        Set<String> expected = new HashSet<>();
        conditions.forEach(
            (text, condition) -> {
              if (condition.accept(new NaiveInterpreter(event))) {
                expected.add(text);
              }
            });
        for (int i = 0; i < rulesets.size(); i++) {
          Set<String> matched = new HashSet<>();
          rulesets
              .get(i)
              .evaluate(tableEvent(event), contexts.get(i), rule -> matched.add(rule.name()));
          assertThat(matched).as("event %s, seed %d", event, SEED).isEqualTo(expected);
        }
        tracers.forEach((text, tracer) -> checkTrace(text, tracer, event, expected.contains(text)));
        pairs += conditions.size();
        matches += expected.size();
      }
    }
    assertThat(pairs).isGreaterThanOrEqualTo(100_000);
    assertThat(matches).isBetween(pairs / 5, pairs * 4 / 5);
  }

  private static Map<String, RuleTracer> tracers(Map<String, Expr> conditions)
      throws ConditionCompileException {
    Map<String, RuleTracer> tracers = new HashMap<>();
    for (Map.Entry<String, Expr> condition : conditions.entrySet()) {
      tracers.put(
          condition.getKey(),
          new RuleTracer(
              TableFields.registry(),
              TableFields.SOURCE,
              condition.getValue(),
              WrittenCondition.of(condition.getValue())));
    }
    return tracers;
  }

  /** A trace answers as evaluation does, and each check in it as if it stood alone. */
  private static void checkTrace(
      String text, RuleTracer tracer, Map<String, List<Optional<String>>> event, boolean matches) {
    RuleTrace trace = tracer.trace(tableEvent(event));
    assertThat(trace.matches()).as("%s, event %s, seed %d", text, event, SEED).isEqualTo(matches);
    assertThat(answerOfAsked(trace.condition())).as("what is asked of %s", text).isEqualTo(matches);
    forEachCheck(
        trace.condition(),
        check ->
            assertThat(check.holds())
                .as("%s in %s, event %s, seed %d", check.text(), text, event, SEED)
                .isEqualTo(parsed(check.text()).accept(new NaiveInterpreter(event))));
  }

  /** What a condition answers if what is not asked is left out of it. */
  private static boolean answerOfAsked(Trace trace) {
    if (trace instanceof Trace.Junction junction) {
      return junction.parts().stream().filter(Trace::asked).anyMatch(
              part -> answerOfAsked(part) != junction.all())
          != junction.all();
    }
    return trace instanceof Trace.Negation negation
        ? !answerOfAsked(negation.operand())
        : trace.holds();
  }

  private static void forEachCheck(Trace trace, Consumer<Trace.Check> consumer) {
    if (trace instanceof Trace.Junction junction) {
      junction.parts().forEach(part -> forEachCheck(part, consumer));
    } else if (trace instanceof Trace.Negation negation) {
      forEachCheck(negation.operand(), consumer);
    } else {
      consumer.accept((Trace.Check) trace);
    }
  }

  private static Expr parsed(String condition) {
    return PARSED.computeIfAbsent(condition, Conditions::parse);
  }

  private static Ruleset compile(Set<String> conditions, boolean cheapestFirst)
      throws ConditionCompileException {
    RulesetCompiler compiler =
        new RulesetCompiler(TableFields.registry(), TableFields.SOURCE, cheapestFirst);
    for (String condition : conditions) {
      compiler.add(Conditions.rule(condition));
    }
    return compiler.build(RuleMatching.ALL);
  }

  /**
   * Some combinations are refused, such as a comparison of a JSON field with a plain one's list.
   */
  private static boolean isValid(String condition) {
    try {
      Conditions.compile(condition);
      return true;
    } catch (ConditionCompileException e) {
      return false;
    }
  }
}

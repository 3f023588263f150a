// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.testing.TableFields;
import io.falcoj.grammar.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rules have in common is asked once, and of an event's type nothing that is known. */
class RuleTreesTest {

  private static final long SEED = Long.getLong("falcoj.seed", 20_261_122L);
  private static final int BATCHES = 150;
  private static final int RULES = 20;
  private static final int EVENTS = 40;

  /** Some have several kinds of events, uname has none of its own. */
  private static final String[] TYPES = {
    "open", "openat", "close", "execve", "connect", "uname", "asyncevent", "dup", "dup3"
  };

  private static final String[] VALUES = {"a", "b", "c"};

  private final Random random = new Random(SEED);

  private static Ruleset compile(boolean cheapestFirst, RuleMatching matching, Set<String> rules)
      throws ConditionCompileException {
    RulesetCompiler compiler =
        new RulesetCompiler(TableFields.registry(), "syscall", cheapestFirst);
    for (String rule : rules) {
      compiler.add(Conditions.rule(rule));
    }
    return compiler.build(matching);
  }

  private static String plan(String... rules) throws ConditionCompileException {
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), "syscall");
    for (String rule : rules) {
      compiler.add(Conditions.rule(rule));
    }
    return compiler.build(RuleMatching.ALL).plan();
  }

  @Test
  void checksOfTheTypeAreDecided() throws Exception {
    assertThat(plan("evt.type in (openat, dup3) and a.text = x", "evt.type = dup3 and b.text = y"))
        .contains(
            """
              always
                a.text = "x" -> evt.type in (openat, dup3) and a.text = x
            """,
            """
              always
                a.text = "x" -> evt.type in (openat, dup3) and a.text = x
                b.text = "y" -> evt.type = dup3 and b.text = y
            """);
  }

  @Test
  void theTypeOfEventsWhoseNamesDifferIsAsked() throws Exception {
    assertThat(plan("evt.type = uname and a.text = x")).contains("evt.type = \"uname\"");
    assertThat(plan("evt.type in (uname, openat) and a.text = x"))
        .contains("(a.text = \"x\" and evt.type in (\"uname\", \"openat\")) -> ")
        .contains("    a.text = \"x\" -> ");
  }

  @Test
  void negationsAndAlternativesAreDecidedToo() throws Exception {
    assertThat(
            plan(
                "(evt.type = openat and a.text = x) or (evt.type != openat and b.text = y)",
                "not evt.type = openat and a.text = z"))
        .contains(
            """
              always
                a.text = "x" -> (evt.type = openat\
            """)
        .contains("    b.text = \"y\" -> (evt.type = openat");
  }

  @Test
  void whatManyRulesAskComesFirst() throws Exception {
    assertThat(
            plan(
                "evt.type = openat and a.text = 1 and b.text = x and one.bool = true",
                "evt.type = openat and a.text = 2 and b.text = x",
                "evt.type = openat and a.text = 3",
                "evt.type = openat and b.text = x and one.bool = true and a.text = 4"))
        .contains(
            """
              always
                b.text = "x"
                  one.bool = "true"
                    a.text = "1" -> evt.type = openat and a.text = 1 and b.text = x and \
            one.bool = true
                    a.text = "4" -> evt.type = openat and b.text = x and one.bool = true and \
            a.text = 4
                  a.text = "2" -> evt.type = openat and a.text = 2 and b.text = x
                a.text = "3" -> evt.type = openat and a.text = 3
            """);
  }

  @Test
  void listsWithoutValuesAreNotAsked() throws Exception {
    assertThat(plan("evt.type = openat and a.text = x and not a.text in ()"))
        .contains("    a.text = \"x\" -> ");
    assertThat(plan("evt.type = openat and a.text in ()")).isEmpty();
  }

  @Test
  void matchesAreToldInTheOrderOfTheRules() throws Exception {
    Set<String> rules =
        new LinkedHashSet<>(
            List.of("b.text = y", "a.text = x", "b.text = y and a.text = x", "a.text exists"));
    TableEvent event = new TableEvent().texts("a.text", "x").texts("b.text", "y").type(5);
    assertThat(Conditions.matching(compile(true, RuleMatching.ALL, rules), event))
        .containsExactlyElementsOf(rules);
    assertThat(Conditions.matching(compile(true, RuleMatching.FIRST, rules), event))
        .containsExactly("b.text = y");
  }

  @Test
  void rulesThatShareMoreAndMoreDoNotDeepenTheTreeWithoutEnd() throws Exception {
    Set<String> rules = new LinkedHashSet<>();
    StringBuilder condition = new StringBuilder("one.int64 = 0");
    for (int i = 1; i < 400; i++) {
      rules.add(condition.toString());
      condition.append(" and one.int64 != ").append(i);
    }
    Ruleset ruleset = compile(true, RuleMatching.ALL, rules);
    TableEvent event = new TableEvent().numbers("one.int64", 0).type(5);
    assertThat(Conditions.matching(ruleset, event)).hasSize(399);
  }

  @Test
  void tooManyRulesForTooManyTypesStayWhole() throws Exception {
    Set<String> rules = new LinkedHashSet<>();
    List<String> names =
        EventTable.standard().types().stream().map(EventType::name).distinct().toList();
    for (String name : names) {
      rules.add("evt.type = " + name + " and a.text = x");
    }
    for (int i = 0; i < 2_000; i++) {
      rules.add("a.text = v" + i);
    }
    Ruleset ruleset = compile(true, RuleMatching.ALL, rules);
    TableEvent event = new TableEvent().texts("a.text", "v7").type(code("dup3"));
    assertThat(Conditions.matching(ruleset, event)).containsExactly("a.text = v7");
    event.texts("a.text", "x").texts("evt.type", "dup3");
    assertThat(Conditions.matching(ruleset, event))
        .containsExactly("evt.type = dup3 and a.text = x");
  }

  /** The kind of events that a name stands for when a call returned. */
  private static int code(String name) {
    if (name.equals("uname")) {
      return EventTable.GENERIC_EXIT;
    }
    List<EventType> types = EventTable.standard().typesNamed(name);
    return types.get(types.size() - 1).code();
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String check() {
    return switch (random.nextInt(8)) {
      case 0 -> "evt.type = " + any(TYPES);
      case 1 -> "evt.type != " + any(TYPES);
      case 2 -> "evt.type in (" + any(TYPES) + ", " + any(TYPES) + ")";
      case 3 -> any("a.text", "b.text") + " in ()";
      case 4 -> any("a.text", "b.text") + " exists";
      case 5 -> any("a.text", "b.text") + " in (" + any(VALUES) + ", " + any(VALUES) + ")";
      default -> any("a.text", "b.text") + " " + any("=", "!=", "startswith") + " " + any(VALUES);
    };
  }

  private String condition(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(6)) {
      case 1 -> "not (" + condition(depth - 1) + ")";
      case 2, 3 -> junction(" and ", depth);
      case 4 -> junction(" or ", depth);
      default -> check();
    };
  }

  private String junction(String word, int depth) {
    List<String> operands = new ArrayList<>();
    for (int size = 2 + random.nextInt(3); size > 0; size--) {
      operands.add("(" + condition(depth - 1) + ")");
    }
    return String.join(word, operands);
  }

  @Test
  void treesEqualThePlainInterpreter() throws Exception {
    int matches = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      Map<String, Expr> conditions = new LinkedHashMap<>();
      while (conditions.size() < RULES) {
        String condition = condition(3);
        conditions.put(condition, Conditions.parse(condition));
      }
      List<Ruleset> rulesets =
          List.of(
              compile(true, RuleMatching.ALL, conditions.keySet()),
              compile(false, RuleMatching.ALL, conditions.keySet()));
      List<EvalContext> contexts = rulesets.stream().map(Ruleset::newContext).toList();
      for (int number = 0; number < EVENTS; number++) {
        String type = any(TYPES);
        Map<String, List<Optional<String>>> event = new HashMap<>();
        event.put("evt.type", List.of(Optional.of(type)));
        TableEvent table = new TableEvent().texts("evt.type", type).type(code(type));
        for (String field : List.of("a.text", "b.text")) {
          if (random.nextInt(4) > 0) {
            String value = any(VALUES);
            event.put(field, List.of(Optional.of(value)));
            table.texts(field, value);
          }
        }
        Set<String> expected = new HashSet<>();
        conditions.forEach(
            (text, condition) -> {
              if (condition.accept(new NaiveInterpreter(event))) {
                expected.add(text);
              }
            });
        for (int i = 0; i < rulesets.size(); i++) {
          Set<String> matched = new HashSet<>();
          rulesets.get(i).evaluate(table, contexts.get(i), rule -> matched.add(rule.name()));
          assertThat(matched).as("%s %s, seed %d", type, event, SEED).isEqualTo(expected);
        }
        matches += expected.size();
      }
    }
    int pairs = BATCHES * RULES * EVENTS;
    assertThat(matches).isBetween(pairs / 5, pairs * 4 / 5);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.trace.Answer;
import io.falcoj.engine.trace.RuleTrace;
import io.falcoj.engine.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that was loaded can be asked about an event; its fields have no values here. */
class RuleTraceTest {

  private static final String MACROS =
      """
      - list: dogs
        items: [rex, bello]
      - macro: barks
        condition: >
          not user.name exists and
          proc.name in (dogs)
      """;

  private static final String RULE =
      """
      - rule: noise
        desc: a dog
        condition: not barks
        output: x
        priority: INFO
        warn_evttypes: false
        exceptions:
        - name: unused
          fields: proc.pname
        - name: puppies
          fields: [proc.pname, fd.num]
          comps: [=, '>']
          values:
          - [cat, 7]
      """;

  private static LoadedRules load() {
    RuleLoader loader = TestLoads.loader();
    LoadResult result = TestLoads.load(loader, List.of(MACROS, RULE));
    assertThat(result.errors()).as(result.verbose()).isEmpty();
    return loader.rules();
  }

  private static String place(Trace trace) {
    return trace.place().origin().toString();
  }

  @Test
  void macrosAndExceptionsAreNodesThatKnowTheirFiles() {
    RuleTrace trace = load().tracer("noise").orElseThrow().trace(new TableEvent());

    assertThat(trace.matches()).isTrue();
    List<Trace> parts = ((Trace.Junction) trace.condition()).parts();
    assertThat(parts).hasSize(2);

    Trace.Macro macro = (Trace.Macro) ((Trace.Negation) parts.get(0)).operand();
    assertThat(macro.name()).isEqualTo("barks");
    assertThat(place(macro)).isEqualTo("file1.yaml:3:18");
    List<Trace> inMacro = ((Trace.Junction) macro.condition()).parts();
    Trace.Check ofList = (Trace.Check) inMacro.get(1);
    assertThat(ofList.text()).isEqualTo("proc.name in (rex, bello)");
    assertThat(ofList.answer()).isEqualTo(Answer.ABSENT);
    assertThat(place(ofList)).isEqualTo("file0.yaml:6:5");

    Trace.RuleException exception = (Trace.RuleException) parts.get(1);
    assertThat(exception.name()).isEqualTo("puppies");
    assertThat(exception.holds()).isTrue();
    assertThat(place(exception)).isEqualTo("file1.yaml:10:5");
  }

  @Test
  void aRuleThatIsNotThereHasNoTracer() {
    assertThat(load().tracer("silence")).isEmpty();
  }
}

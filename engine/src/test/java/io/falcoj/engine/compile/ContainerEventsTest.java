// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions are evaluated for the container events of old captures. */
class ContainerEventsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evt.type = container",
        "evt.type in (open, container) and one.charbuf = a",
        "not evt.type != container",
        "evt.type = container or one.charbuf = a"
      })
  void areSeenByThoseThatAskForThem(String condition) throws Exception {
    assertThat(seesContainerEvents(condition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one.charbuf = a",
        "evt.type = open",
        "evt.type != open",
        "not evt.type in (open, openat)",
        "evt.type != container",
        "evt.type contains container"
      })
  void areNotSeenByOthers(String condition) throws Exception {
    assertThat(seesContainerEvents(condition)).isFalse();
  }

  private static boolean seesContainerEvents(String condition) throws Exception {
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), "syscall");
    compiler.add(Conditions.rule(condition));
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    return EventTable.standard().typesNamed("container").stream()
        .map(EventType::code)
        .filter(code -> code != EventTable.ASYNC_EVENT)
        .anyMatch(ruleset::wants);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyscallNamesTest {

  @Test
  void namesAreThoseOfTheChecksThatMustHold() throws ConditionSyntaxException {
    assertThat(names("evt.type = kexec_load and proc.name = x")).containsExactly("kexec_load");
    assertThat(names("evt.type in (kexec_load, swapon) and not evt.type = swapon"))
        .containsExactly("kexec_load");
    assertThat(names("evt.type = swapon or (proc.name = x and evt.type = swapoff)"))
        .containsExactlyInAnyOrder("swapon", "swapoff");
  }

  @Test
  void whatIsDeniedLeavesAllOthers() throws ConditionSyntaxException {
    assertThat(names("evt.type != swapon")).contains("swapoff").doesNotContain("swapon");
    assertThat(names("not (evt.type = swapon and proc.name = x)")).contains("swapon", "swapoff");
    assertThat(names("not (evt.type = swapon or proc.name = x)"))
        .contains("swapoff")
        .doesNotContain("swapon");
  }

  @Test
  void otherChecksSayNothing() throws ConditionSyntaxException {
    assertThat(names("proc.name = swapon or evt.type = swapon")).contains("swapoff");
    assertThat(names("evt.type exists")).contains("swapoff");
  }

  private static Set<String> names(String condition) throws ConditionSyntaxException {
    return SyscallNames.of(
        new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT).parse(condition));
  }
}

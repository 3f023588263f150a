// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.ruleset.EventTypeSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyscallSelectionTest {

  private static final EventTypeSet NONE = EventTypeSet.NONE;
  private static final EventTypeSet MKDIR = typesNamed("mkdir");
  private static final EventTypeSet LISTEN = typesNamed("listen");
  private static final EventTypeSet READ = typesNamed("read");

  @Test
  void holdsWhatRulesAndTheStateNeed() {
    SyscallSelection selection = select(MKDIR, BaseSyscalls.DEFAULT);

    assertThat(selection.names())
        .contains("mkdir", "open", "openat", "close", "execve", "clone3", "connect", "setrlimit")
        .doesNotContain("rmdir", "read", "write", "futex", "getpid");
  }

  @Test
  void leavesOutWhatReadsAndWritesUnlessToldOtherwise() {
    assertThat(select(READ, BaseSyscalls.DEFAULT).names()).doesNotContain("read");
    assertThat(select(READ, new BaseSyscalls(List.of(), false, true)).names()).contains("read");
    assertThat(select(NONE, new BaseSyscalls(List.of(), false, true)).names())
        .doesNotContain("read");
  }

  @Test
  void keepsWhatReadsAndWritesIfItChangesTheState() {
    assertThat(select(NONE, BaseSyscalls.DEFAULT).names()).contains("sendto", "recvmsg");
  }

  @Test
  void replacesTheStateByACustomSet() {
    SyscallSelection selection =
        select(MKDIR, new BaseSyscalls(List.of("clone", "execve"), false, false));

    assertThat(selection.names()).containsExactly("clone", "execve", "mkdir");
  }

  @Test
  void leavesOutWhatTheCustomSetExcludes() {
    SyscallSelection selection =
        select(MKDIR, new BaseSyscalls(List.of("!mkdir", "!openat"), false, false));

    assertThat(selection.names()).contains("open", "close").doesNotContain("mkdir", "openat");
  }

  @Test
  void tellsWhatRulesAskForInVain() {
    assertThat(select(MKDIR, BaseSyscalls.DEFAULT).missingNames()).isEmpty();
    assertThat(select(READ, BaseSyscalls.DEFAULT).missingNames()).containsExactly("read");
    assertThat(select(MKDIR, new BaseSyscalls(List.of("!mkdir"), false, false)).missingNames())
        .containsExactly("mkdir");
    assertThat(SyscallSelection.everything().missingNames()).isEmpty();
  }

  @Test
  void tellsWhatIsNoSystemCall() {
    SyscallSelection selection =
        select(MKDIR, new BaseSyscalls(List.of("mkdirr", "!opem", "open"), false, false));

    assertThat(selection.unknownNames()).containsExactly("mkdirr", "!opem");
    assertThat(selection.names()).containsExactly("mkdir", "open");
  }

  @Test
  void repairsTheStateWithAsLittleAsPossible() {
    BaseSyscalls repair = new BaseSyscalls(List.of(), true, false);

    assertThat(select(MKDIR, repair).names())
        .contains("mkdir", "execve", "clone", "setsid", "close")
        .doesNotContain("socket", "bind", "open", "dup");
    assertThat(select(LISTEN, repair).names()).contains("socket", "getsockopt", "bind", "close");
    assertThat(select(typesNamed("kill"), repair).names()).doesNotContain("close", "socket");
  }

  @Test
  void repairsWhatACustomSetLacks() {
    SyscallSelection selection =
        select(NONE, new BaseSyscalls(List.of("accept4", "!prctl"), true, false));

    assertThat(selection.names()).contains("accept4", "socket", "bind", "close", "execve");
  }

  @Test
  void asksForSystemCallsWithoutATypeOfTheirOwnByName() {
    EventTypeSet generic = EventTypeSet.of(EventTable.GENERIC_EXIT);

    assertThat(SyscallSelection.forRules(generic, Set.of("umask"), BaseSyscalls.DEFAULT).names())
        .contains("umask")
        .doesNotContain("getpid");
    assertThat(SyscallSelection.forRules(generic, Set.of(), BaseSyscalls.DEFAULT).names())
        .contains("umask", "getpid");
  }

  @Test
  void everythingIsEverySystemCall() {
    assertThat(SyscallSelection.everything().names()).containsAll(EventTable.standard().syscalls());
  }

  private static SyscallSelection select(EventTypeSet events, BaseSyscalls base) {
    return SyscallSelection.forRules(events, Set.of(), base);
  }

  private static EventTypeSet typesNamed(String name) {
    return EventTypeSet.of(
        EventTable.standard().typesNamed(name).stream().mapToInt(EventType::code).toArray());
  }
}

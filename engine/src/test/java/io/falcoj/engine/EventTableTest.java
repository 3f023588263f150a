// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of events, as it is read from its resource. */
class EventTableTest {

  private final EventTable table = EventTable.standard();

  @Test
  void codesAreThePlacesInTheTable() {
    assertThat(table.types()).hasSize(EventTable.SIZE);
    for (int code = 0; code < EventTable.SIZE; code++) {
      assertThat(table.type(code).code()).isEqualTo(code);
    }
    assertThat(table.type(Event.PLUGIN_EVENT).identifier()).isEqualTo("PLUGINEVENT_E");
    assertThat(table.type(EventTable.ASYNC_EVENT).identifier()).isEqualTo("ASYNCEVENT_E");
    assertThat(table.type(EventTable.GENERIC_ENTER).identifier()).isEqualTo("GENERIC_E");
    assertThat(table.type(EventTable.GENERIC_EXIT).identifier()).isEqualTo("GENERIC_X");
  }

  @Test
  void identifiersAreUniqueAndNamesAreShared() {
    Set<String> identifiers = new HashSet<>();
    for (EventType type : table.types()) {
      assertThat(identifiers.add(type.identifier())).as(type.identifier()).isTrue();
    }
    assertThat(table.typesNamed("openat"))
        .extracting(EventType::identifier)
        .containsExactly(
            "SYSCALL_OPENAT_E", "SYSCALL_OPENAT_X", "SYSCALL_OPENAT_2_E", "SYSCALL_OPENAT_2_X");
    assertThat(table.typesNamed("nosuch")).isEmpty();
  }

  @Test
  void typesSayWhatTheyAreMadeOf() {
    EventType open = table.typesNamed("open").get(1);
    assertThat(open.category()).isEqualTo("FILE");
    assertThat(open.origins()).containsExactly("SYSCALL");
    assertThat(open.flags()).contains("CREATES_FD", "MODIFIES_STATE");
    assertThat(open.parameters())
        .extracting(EventParameter::name)
        .containsExactly("fd", "name", "flags", "mode", "dev", "ino");
    assertThat(open.parameters().get(2))
        .isEqualTo(new EventParameter("flags", "FLAGS32", "HEX", "file_flags", "", -1));
  }

  @Test
  void parametersSayWhatTheyAreRelativeTo() {
    List<EventParameter> relative =
        table.types().stream()
            .flatMap(type -> type.parameters().stream())
            .filter(parameter -> parameter.directoryParameter() >= 0)
            .toList();
    assertThat(relative).isNotEmpty().allMatch(each -> each.type().equals("FSRELPATH"));
    assertThat(table.types())
        .flatExtracting(EventType::parameters)
        .extracting(EventParameter::variants)
        .contains("ptrace", "keyctl");
  }

  @Test
  void knowsSystemCallsWithAndWithoutEventsOfTheirOwn() {
    assertThat(table.isSyscall("openat")).isTrue();
    assertThat(table.isSyscall("uname")).isTrue();
    assertThat(table.isSyscall("nosuch")).isFalse();
    assertThat(table.eventsOfSyscall("uname")).containsExactly("GENERIC_E", "GENERIC_X");
    assertThat(table.eventsOfSyscall("nosuch")).isEmpty();
    assertThat(table.syscalls()).contains("read", "write").doesNotHaveDuplicates();
  }
}

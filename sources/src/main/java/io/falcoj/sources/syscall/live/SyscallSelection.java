// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.live;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.ruleset.EventTypeSet;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The system calls that the kernel tells of, by name. Immutable. */
public final class SyscallSelection {

  private final Set<String> names;

  private SyscallSelection(Set<String> names) {
    this.names = Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /** Every system call. */
  public static SyscallSelection everything() {
    return new SyscallSelection(new TreeSet<>(EventTable.standard().syscalls()));
  }

  /**
   * What rules and the state need.
   *
   * @param ruleEvents the types of events that some rule wants
   * @param ruleNames the names that rules compare {@code evt.type} with; of use for system calls
   *     without a type of their own
   */
  public static SyscallSelection forRules(
      EventTypeSet ruleEvents, Set<String> ruleNames, BaseSyscalls base) {
    return everything();
  }

  /** The names of the system calls, in alphabetical order. */
  public Set<String> names() {
    return names;
  }

  /** Whether the kernel tells of a system call. */
  public boolean contains(String name) {
    return names.contains(name);
  }
}

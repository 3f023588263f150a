// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.ruleset.EventTypeSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The system calls that the kernel tells of, by name. What rules ask for and what keeping the state
 * needs are put together as Falco 0.44 does it. Immutable.
 */
public final class SyscallSelection {

  private static final EventTable TABLE = EventTable.standard();
  private static final String GENERIC = TABLE.type(EventTable.GENERIC_EXIT).identifier();
  private static final String EXCLUDED = "!";

  /** These change the limits of a process, though their events are not marked so. */
  private static final Set<String> LIMITS = Set.of("setrlimit", "prlimit64");

  private static final Set<String> BULK_CATEGORIES = Set.of("IO_READ", "IO_WRITE");
  private static final Set<String> FILE_CATEGORIES =
      Set.of("FILE", "IO_READ", "IO_WRITE", "IO_OTHER");
  private static final Set<String> LISTENING = Set.of("accept", "accept4", "listen");

  /** What the state needs whatever the rules are, in its least form. */
  private static final Set<String> PROCESSES =
      Set.of(
          "capset",
          "chdir",
          "chroot",
          "clone",
          "clone3",
          "execve",
          "execveat",
          "fchdir",
          "fork",
          "prctl",
          "setgid",
          "setgid32",
          "setpgid",
          "setresgid",
          "setresgid32",
          "setresuid",
          "setresuid32",
          "setsid",
          "setuid",
          "setuid32",
          "vfork");

  private final Set<String> names;
  private final Set<String> missing;
  private final List<String> unknown;

  private SyscallSelection(Set<String> names, Set<String> asked, List<String> unknown) {
    this.names = Collections.unmodifiableSet(new TreeSet<>(names));
    this.missing = new TreeSet<>(asked);
    this.missing.removeAll(names);
    this.unknown = List.copyOf(unknown);
  }

  /** Every system call. */
  public static SyscallSelection everything() {
    return new SyscallSelection(Set.copyOf(TABLE.syscalls()), Set.of(), List.of());
  }

  /**
   * What rules and the state need.
   *
   * @param ruleEvents the types of events that some rule wants
   * @param ruleNames the names that rules compare {@code evt.type} with: among the system calls
   *     without a type of their own, only these are asked for. If it names none of them, but rules
   *     want that type, all of them are
   */
  public static SyscallSelection forRules(
      EventTypeSet ruleEvents, Set<String> ruleNames, BaseSyscalls base) {
    Set<String> asked = askedFor(ruleEvents, ruleNames);
    List<String> unknown = new ArrayList<>();
    Set<String> added = new TreeSet<>();
    Set<String> excluded = new TreeSet<>();
    for (String entry : base.customSet()) {
      boolean exclude = entry.startsWith(EXCLUDED);
      String name = exclude ? entry.substring(EXCLUDED.length()) : entry;
      Set<String> named = syscalls(syscall -> isCalled(syscall, name));
      (exclude ? excluded : added).addAll(named);
      if (named.isEmpty()) {
        unknown.add(entry);
      }
    }
    Set<String> selected = new TreeSet<>(asked);
    if (!added.isEmpty()) {
      selected.addAll(added);
    } else if (base.repair()) {
      selected.addAll(leastState(asked));
    } else {
      selected.addAll(state());
    }
    selected.removeAll(excluded);
    if (!base.all()) {
      selected.removeAll(ignored());
    }
    if (base.repair() && !base.customSet().isEmpty()) {
      selected.addAll(leastState(selected));
    }
    return new SyscallSelection(selected, asked, unknown);
  }

  private static Set<String> askedFor(EventTypeSet ruleEvents, Set<String> ruleNames) {
    Set<String> generic = syscalls(syscall -> TABLE.eventsOfSyscall(syscall).contains(GENERIC));
    Set<String> named = new TreeSet<>(generic);
    named.retainAll(ruleNames);
    Set<String> asked =
        syscalls(
            syscall ->
                !generic.contains(syscall)
                    && events(syscall).anyMatch(type -> ruleEvents.contains(type.code())));
    if (!named.isEmpty()) {
      asked.addAll(named);
    } else if (ruleEvents.contains(EventTable.GENERIC_EXIT)) {
      asked.addAll(generic);
    }
    return asked;
  }

  /** The system calls that change what is known of the machine. */
  static Set<String> state() {
    Set<String> state =
        syscalls(syscall -> events(syscall).anyMatch(type -> has(type, "MODIFIES_STATE")));
    state.addAll(LIMITS);
    return state;
  }

  /** The system calls that are left out for their number, unless the configuration wants them. */
  static Set<String> ignored() {
    Set<String> ignored =
        syscalls(
            syscall -> events(syscall).anyMatch(type -> BULK_CATEGORIES.contains(type.category())));
    ignored.removeAll(state());
    return ignored;
  }

  /** What the state needs to make sense of these system calls. */
  private static Set<String> leastState(Collection<String> watched) {
    Set<String> least = new TreeSet<>(PROCESSES);
    boolean network = watched.stream().anyMatch(name -> isAbout(name, Set.of("NET")));
    if (network) {
      least.addAll(Set.of("socket", "getsockopt"));
    }
    if (watched.stream().anyMatch(LISTENING::contains)) {
      least.add("bind");
    }
    if (network || watched.stream().anyMatch(name -> isAbout(name, FILE_CATEGORIES))) {
      least.add("close");
    }
    return least;
  }

  private static boolean isAbout(String syscall, Set<String> categories) {
    return events(syscall).anyMatch(type -> categories.contains(type.category()));
  }

  private static boolean has(EventType type, String flag) {
    return type.flags().contains(flag);
  }

  /** Whether {@code evt.type} calls a system call so. */
  private static boolean isCalled(String syscall, String name) {
    return syscall.equals(name) || events(syscall).anyMatch(type -> type.name().equals(name));
  }

  private static Stream<EventType> events(String syscall) {
    return TABLE.eventsOfSyscall(syscall).stream()
        .filter(identifier -> !identifier.startsWith("GENERIC"))
        .map(TABLE::typeIdentified);
  }

  private static Set<String> syscalls(Predicate<String> wanted) {
    Set<String> names = new TreeSet<>();
    for (String syscall : TABLE.syscalls()) {
      if (wanted.test(syscall)) {
        names.add(syscall);
      }
    }
    return names;
  }

  /** The names of the system calls, in alphabetical order. */
  public Set<String> names() {
    return names;
  }

  /** Those that rules ask for, but that are not watched, in alphabetical order. */
  public Set<String> missingNames() {
    return Collections.unmodifiableSet(missing);
  }

  /** What the configuration names that is no system call, as it names it. */
  public List<String> unknownNames() {
    return unknown;
  }

  /** Whether the kernel tells of a system call. */
  public boolean contains(String name) {
    return names.contains(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SyscallSelection selection
        && names.equals(selection.names)
        && missing.equals(selection.missing)
        && unknown.equals(selection.unknown);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a process does, the events of it have the form that the event table gives them. */
@Tag("live")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class LiveFormTest {

  private static final EventTable TABLE = EventTable.standard();

  /** These do not return, or are not told of by themselves. */
  private static final Set<String> WITHOUT_END =
      Set.of("exit", "exit_group", "rt_sigreturn", "vfork", "restart_syscall");

  /**
   * Makes every system call with arguments that are nonsense, each in a process of its own without
   * privileges, which ends soon even if it waits.
   */
  private static final String NONSENSE =
      "for my $n (0..471) { next if $n == 15; my $p = fork(); if (!$p) { alarm 1; close STDIN;"
          + "syscall($n, -1, -1, -1, -1, -1, -1); exit 0; } waitpid($p, 0); }";

  @Test
  void everyEventIsWellFormed() throws Exception {
    Set<String> problems = new TreeSet<>();
    BitSet seen = new BitSet();
    try (LiveSyscalls live =
        LiveAccess.open(new LiveOptions(SyscallSelection.everything(), 1 << 25, 0, 80, false))) {
      Process process = start("perl", "-e", NONSENSE);
      while (process.isAlive()) {
        check(live, seen, problems);
      }
      check(live, seen, problems);
      assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEmpty();
      assertThat(live.counters().tooLongDrops()).isZero();
    }

    assertThat(problems).isEmpty();
    assertThat(unseen(seen)).isEmpty();
  }

  private static Process start(String... program) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    command.addAll(List.of(program));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .directory(new File("/"))
        .start();
  }

  private static void check(LiveSyscalls live, BitSet seen, Set<String> problems) {
    for (SyscallEvent event = live.next(1_000_000); event != null; event = live.next(1_000_000)) {
      seen.set(event.typeCode());
      String problem = problem(event.raw());
      if (!problem.isEmpty()) {
        problems.add(event.type().identifier() + ": " + problem);
      }
    }
  }

  private static String problem(RawEvent event) {
    EventType type = TABLE.type(event.typeCode());
    if (event.parameterCount() != type.parameters().size()) {
      return event.parameterCount() + " parameters";
    }
    int end = event.parameterOffset(0);
    for (int i = 0; i < event.parameterCount(); i++) {
      EventParameter parameter = type.parameters().get(i);
      int length = event.parameterLength(i);
      end += length;
      if (parameter.fixedLength() != EventParameter.NOT_FIXED
          && length != parameter.fixedLength()) {
        return parameter.name() + " has " + length + " bytes";
      }
      if (isText(parameter)
          && length > 0
          && event.array()[event.parameterOffset(i) + length - 1] != 0) {
        return parameter.name() + " has no end mark";
      }
    }
    int unused = event.offset() + event.length() - end;
    return unused == 0 ? "" : unused + " bytes belong to no parameter";
  }

  private static boolean isText(EventParameter parameter) {
    return Set.of("CHARBUF", "FSPATH", "FSRELPATH").contains(parameter.type());
  }

  /** The system calls of this machine whose events should have come and did not. */
  private static Set<String> unseen(BitSet seen) {
    Set<String> unseen = new TreeSet<>();
    for (int number = 0; number < 472; number++) {
      String name = TABLE.nativeSyscall(number);
      if (name != null && !WITHOUT_END.contains(name)) {
        boolean told =
            TABLE.eventsOfSyscall(name).stream()
                .map(TABLE::typeIdentified)
                .anyMatch(type -> (type.code() & 1) == 1 && seen.get(type.code()));
        if (!told) {
          unseen.add(name);
        }
      }
    }
    return unseen;
  }

  @Test
  void longNamesAndArgumentsAreCut() throws Exception {
    String name = "/tmp/" + "n".repeat(5000);
    String argument = "a".repeat(100_000);
    try (LiveSyscalls live = LiveAccess.open(LiveOptions.of(SyscallSelection.everything()))) {
      Watched watched =
          Watched.run(
              live, "perl", "-e", "open(my $f, '<', '/tmp/' . 'n' x 5000); 1;", argument, "last");

      SeenEvent open =
          watched.named("openat").stream()
              .filter(e -> e.value("name").startsWith("/tmp/nnn"))
              .findFirst()
              .get();
      assertThat(open.value("name")).isEqualTo(name.substring(0, 4095));
      SeenEvent run = watched.lastRun();
      String args = run.value("args");
      assertThat(args).startsWith("-e|").endsWith("aaa|");
      assertThat(args.length() + "perl|".length()).isEqualTo(4096);
    }
  }

  @Test
  void allArgumentsOfAFailedRunAreThere() throws Exception {
    try (LiveSyscalls live = LiveAccess.open(LiveOptions.of(SyscallSelection.everything()))) {
      Watched watched =
          Watched.run(live, "perl", "-e", "exec { '/absent' } 'name', map { \"a$_\" } 1..100;");

      String args = watched.only("execve", "filename", "/absent").value("args");
      assertThat(args).startsWith("a1|a2|").endsWith("|a99|a100|");
    }
  }

  @Test
  void everyEventOfTheTableIsMade() throws Exception {
    String rows = Files.readString(Path.of("src", "main", "bpf", "syscalls.h"));
    for (String syscall : TABLE.syscalls()) {
      boolean ofThisMachine = false;
      for (int number = 0; number < 1024; number++) {
        ofThisMachine |= syscall.equals(TABLE.nativeSyscall(number));
      }
      boolean ownEvent =
          TABLE.eventsOfSyscall(syscall).stream().anyMatch(e -> !e.startsWith("GENERIC"));
      if (ofThisMachine && ownEvent) {
        assertThat(rows).contains("SYSCALL(" + syscall + ", ");
      }
    }
  }
}

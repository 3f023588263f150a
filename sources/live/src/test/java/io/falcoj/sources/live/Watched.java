// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The events of a program that a test ran, with those of what it started.
 *
 * @param pid its id as the machine knows it, which in a process namespace is not the one that the
 *     test itself knows
 */
record Watched(long pid, String output, List<SeenEvent> events) {

  private static final long WAIT_NANOS = 240_000_000_000L;

  /** A variable by which the program is told from all others. */
  private static final String MARK = "FALCOJ_WATCHED";

  private static final int MAX_WAITING = 1_000_000;

  /** Runs a program to its end, and takes the events up to it. */
  static Watched run(LiveSyscalls live, String... command)
      throws IOException, InterruptedException {
    // What waits from before must not leave the buffers without room.
    for (int i = 0; i < MAX_WAITING && live.next(0) != null; i++) {}
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Of long lists events carry the beginning only.
    builder.environment().keySet().retainAll(Set.of("PATH"));
    String mark = UUID.randomUUID().toString();
    builder.environment().put(MARK, mark);
    Process process = builder.start();
    process.getOutputStream().close();
    List<SeenEvent> events = new ArrayList<>();
    long pid = -1;
    Set<Long> processes = new HashSet<>();
    long deadline = System.nanoTime() + WAIT_NANOS;
    while (System.nanoTime() < deadline) {
      SyscallEvent event = live.next(100_000_000);
      if (event == null) {
        continue;
      }
      SeenEvent seen = SeenEvent.of(event);
      if (pid < 0 && seen.value("env").contains(MARK + "=" + mark + "|")) {
        pid = seen.pid();
        processes.add(pid);
      }
      if (processes.contains(seen.parentPid())) {
        processes.add(seen.pid());
      }
      if (processes.contains(seen.pid())) {
        events.add(seen);
        if (seen.name().equals("procexit") && event.threadId() == pid) {
          break;
        }
      }
    }
    assertThat(process.waitFor(WAIT_NANOS, TimeUnit.NANOSECONDS)).isTrue();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(events).as("events of %s: %s", List.of(command), output).isNotEmpty();
    assertThat(events.get(events.size() - 1).name()).as("last event").isEqualTo("procexit");
    return new Watched(pid, output, events);
  }

  /** Its events of a kind, in their order. */
  List<SeenEvent> named(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /** The one event of a kind in which a parameter has a value. */
  SeenEvent only(String name, String parameter, String value) {
    List<SeenEvent> found =
        named(name).stream().filter(event -> event.value(parameter).equals(value)).toList();
    assertThat(found).as("%s with %s=%s in %s", name, parameter, value, named(name)).hasSize(1);
    return found.get(0);
  }

  /** The last program that it became. */
  SeenEvent lastRun() {
    List<SeenEvent> runs = named("execve").stream().filter(run -> run.result() == 0).toList();
    return runs.get(runs.size() - 1);
  }
}

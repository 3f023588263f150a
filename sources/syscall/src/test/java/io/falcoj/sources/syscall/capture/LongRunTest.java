// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.StateEngine;
import io.falcoj.sources.syscall.state.StateImporter;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadBuilder;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Ten million events of programs that come, open files and connections, and go, some of which are
 * lost on the way: what is kept of the machine does not grow.
 */
class LongRunTest {

  private static final long EVENTS = 10_000_000;
  private static final long SHELL = 100;

  /** Process ids begin again here, as on machines they do. */
  private static final long HIGHEST_PID = 1 << 13;

  /** Of so many processes the end of one is lost, and the close of one of its files. */
  private static final int LOST = 100;

  /** Room for what else the JVM does; far less than what an event leaves behind if kept. */
  private static final long TOLERANCE_BYTES = 4 << 20;

  private static final int PID = 4;
  private static final int VTID = 18;
  private static final int VPID = 19;

  private final SystemState state = new SystemState();
  private final StateEngine engine = new StateEngine(state);
  private final SyscallEvent event = new SyscallEvent(state);
  private final RawEvent raw = new RawEvent();
  private long events;
  private long nanos = CaptureBuilder.START_NANOS;

  @Test
  void leavesNothingBehind() throws IOException {
    StateImporter importer = new StateImporter(state);
    ThreadInfo shell = new ThreadBuilder().tid(SHELL).pid(SHELL).ptid(1).build();
    importer.thread(shell);
    importer.finish();
    List<byte[]> program = program();
    long pid = SHELL;
    int threads = 0;
    long heap = 0;
    while (events < EVENTS) {
      pid = pid == HIGHEST_PID ? SHELL + 1 : pid + 1;
      run(program, pid);
      if (heap == 0 && events > EVENTS / 10) {
        threads = state.threads().size();
        heap = heapAfterCollection();
      }
    }
    // The shell, and the processes whose end was lost until their ids are given to others.
    int lost = (int) (HIGHEST_PID / LOST);
    assertThat(threads).isBetween(lost / 2, lost + 2);
    assertThat(state.threads().size()).isBetween(lost / 2, lost + 2);
    ThreadInfo unended = state.threads().get(50L * LOST);
    assertThat(unended).isNotNull();
    assertThat(unended.comm()).asString().isEqualTo("agent");
    assertThat(unended.ownFds().size()).isEqualTo(1);
    assertThat(shell.children().size()).isLessThan(state.threads().size());
    assertThat(heapAfterCollection()).isLessThan(heap + TOLERANCE_BYTES);
  }

  private void run(List<byte[]> program, long pid) {
    boolean lost = pid % LOST == 0;
    for (int i = 0; i < program.size(); i++) {
      if (lost && (i == program.size() - 1 || i == program.size() - 2)) {
        continue;
      }
      byte[] bytes = program.get(i);
      assertThat(raw.wrap(bytes, 0, bytes.length)).isTrue();
      renumber(i, bytes, pid);
      nanos += 1000;
      EventLayout.putLong(bytes, EventLayout.TIME_OFFSET, nanos);
      event.reset(raw, ++events, 0);
      engine.process(event);
    }
  }

  /** The first event is the parent's; all others are those of the process. */
  private void renumber(int place, byte[] bytes, long pid) {
    if (place == 0) {
      EventLayout.putLong(bytes, raw.parameterOffset(0), pid);
      return;
    }
    EventLayout.putLong(bytes, EventLayout.THREAD_OFFSET, pid);
    if (place <= 2) {
      EventLayout.putLong(bytes, raw.parameterOffset(PID), pid);
    }
    if (place == 1) {
      EventLayout.putLong(bytes, raw.parameterOffset(VTID), pid);
      EventLayout.putLong(bytes, raw.parameterOffset(VPID), pid);
    }
  }

  /** The events of one program of the workload, from its clone to its end. */
  private static List<byte[]> program() throws IOException {
    List<byte[]> events = new ArrayList<>();
    CaptureReader reader =
        new CaptureReader(
            new ByteArrayInputStream(WorkloadCapture.bytes()), new CaptureListener() {});
    reader.open();
    RawEvent raw = new RawEvent();
    boolean begun = false;
    while (reader.next(raw)) {
      String type = EventTable.standard().type(raw.typeCode()).identifier();
      begun |= type.equals("SYSCALL_CLONE_20_X");
      if (begun) {
        events.add(Arrays.copyOfRange(raw.array(), raw.offset(), raw.offset() + raw.length()));
      }
      if (type.equals("PROCEXIT_1_E")) {
        break;
      }
    }
    return events;
  }

  private static long heapAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}

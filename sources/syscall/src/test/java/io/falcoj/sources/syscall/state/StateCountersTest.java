// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is counted of the tables is what became of them. */
class StateCountersTest {

  private static final long SEED = 20261122;

  private final SystemState state = new SystemState(new MemoryBudget(1 << 24));

  private static ThreadInfo thread(long tid, long pid) {
    ThreadInfo thread = new ThreadInfo();
    thread.tid = tid;
    thread.pid = pid;
    thread.ptid = 1;
    thread.flags = tid == pid ? 0 : ThreadInfo.CLONE_FILES;
    return thread;
  }

  private static FdInfo fd(boolean isCloseOnExec) {
    FdInfo fd = new FdInfo();
    fd.openFlags = isCloseOnExec ? FdInfo.CLOSE_ON_EXEC : 0;
    return fd;
  }

  @Test
  void countsWhatIsLookedUp() {
    ThreadInfo thread = thread(5, 5);
    state.threads().add(thread);
    thread.addFd(3, fd(false));
    state.threads().get(5);
    state.threads().get(6);
    state.threads().get(6);
    thread.fd(3);
    thread.fd(3);
    thread.fd(4);
    thread.fd(-1);
    assertThat(state.counters())
        .isEqualTo(
            new StateCounters(
                new StateCounters.Table(1, 0, 0, 1, 2),
                new StateCounters.Table(1, 0, 0, 2, 1),
                new StateCounters.Table(0, 0, 0, 0, 0)));
  }

  @Test
  void countsWhatThereIsNoRoomFor() {
    state.threads().setLimit(2);
    for (int tid = 1; tid <= 5; tid++) {
      state.threads().add(thread(tid, tid));
    }
    assertThat(state.counters().threads()).isEqualTo(new StateCounters.Table(2, 0, 3, 0, 0));
  }

  @Test
  void whatWasAddedAndNotRemovedIsThere() {
    Random random = new Random(SEED);
    for (int step = 0; step < 20_000; step++) {
      long pid = 1 + random.nextInt(20);
      ThreadInfo main = state.threads().get(pid);
      switch (random.nextInt(9)) {
        case 0 -> add(thread(pid, pid), main);
        case 1 -> state.threads().add(thread(100 + random.nextInt(50), pid));
        case 2 -> state.threads().remove(1 + random.nextInt(150));
        case 3 -> state.threads().purge(step, 0);
        case 4 -> put(main, random.nextInt(30), random.nextBoolean());
        case 5 -> put(main, random.nextInt(30), random.nextBoolean());
        default -> close(main, random.nextInt(30));
      }
      assertThatAllIsCounted(step);
    }
    state.clear();
    assertThatAllIsCounted(-1);
  }

  private void add(ThreadInfo thread, ThreadInfo parent) {
    if (parent != null) {
      thread.ownFds().copyFrom(parent.ownFds());
    }
    state.threads().add(thread);
  }

  private static void put(ThreadInfo thread, long number, boolean isCloseOnExec) {
    if (thread != null) {
      thread.addFd(number, fd(isCloseOnExec));
    }
  }

  private static void close(ThreadInfo thread, long number) {
    if (thread == null) {
      return;
    }
    switch ((int) number % 3) {
      case 0 -> thread.ownFds().remove(number);
      case 1 -> thread.ownFds().closeRange(number, number + 3);
      default -> thread.ownFds().closeOnExec();
    }
  }

  private void assertThatAllIsCounted(int step) {
    long[] fds = new long[1];
    state.threads().forEach((tid, thread) -> fds[0] += thread.ownFds().size());
    assertThat(state.counters().threads().size())
        .as("threads at step %d, seed %d", step, SEED)
        .isEqualTo(state.threads().size());
    assertThat(state.counters().fds().size())
        .as("files at step %d, seed %d", step, SEED)
        .isEqualTo(fds[0]);
  }
}

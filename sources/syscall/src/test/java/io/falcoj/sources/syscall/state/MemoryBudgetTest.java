// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No recording fills the memory, whatever it tells. */
class MemoryBudgetTest {

  private static final long LIMIT = 1 << 20;

  private final MemoryBudget budget = new MemoryBudget(LIMIT);
  private final SystemState state = new SystemState(budget);

  private ThreadInfo thread(long tid, int textLength) {
    ThreadInfo thread = new ThreadInfo();
    thread.tid = tid;
    thread.pid = tid;
    thread.ptid = 1;
    thread.env = new byte[textLength];
    return thread;
  }

  private static FdInfo fd(long number, int nameLength) {
    FdInfo fd = new FdInfo();
    fd.fd = number;
    fd.name = new byte[nameLength];
    return fd;
  }

  @Test
  void threadsForWhichThereIsNoRoomAreNotKept() {
    for (int tid = 1; tid <= 1000; tid++) {
      state.threads().add(thread(tid, 60_000));
    }
    assertThat(state.threads().size()).isBetween(10, 20);
    assertThat(state.counters().threads().dropped()).isEqualTo(1000 - state.threads().size());
    assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void filesForWhichThereIsNoRoomAreNotKept() {
    ThreadInfo thread = thread(5, 0);
    state.threads().add(thread);
    for (int number = 0; number < 100_000; number++) {
      thread.addFd(number, fd(number, 10));
    }
    assertThat(thread.ownFds().size()).isBetween(1000, 10_000);
    assertThat(thread.fd(99_999)).isNull();
    assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void aChildWhoseFilesDoNotFitKnowsNone() {
    ThreadInfo parent = thread(5, 0);
    state.threads().add(parent);
    for (int number = 0; number < 3000; number++) {
      parent.addFd(number, fd(number, 10));
    }
    ThreadInfo child = thread(6, 0);
    child.ownFds().copyFrom(parent.ownFds());
    assertThat(child.ownFds().size()).isZero();
    assertThat(parent.ownFds().size()).isEqualTo(3000);
  }

  @Test
  void containersAndUsersForWhichThereIsNoRoomAreNotKept() {
    byte[] name = new byte[1000];
    for (int id = 0; id < 10_000; id++) {
      state.containers().add("{\"id\":\"%012d\",\"name\":\"%s\"}".formatted(id, "n".repeat(999)));
      state.users().add(("c" + id).getBytes(), new UserTable.User(id, id, name, name, name));
      state.users().add(("g" + id).getBytes(), new UserTable.Group(id, name));
    }
    assertThat(state.containers().all()).hasSizeBetween(50, 1000);
    assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void whatIsForgottenIsGivenBack() {
    for (int round = 0; round < 100; round++) {
      ThreadInfo thread = thread(5, 1000);
      state.threads().add(thread);
      for (int number = 0; number < 100; number++) {
        thread.addFd(number, fd(number, 10 + round));
      }
      thread.ownFds().remove(3);
      thread.ownFds().closeRange(10, 20);
      thread.ownFds().closeOnExec();
      thread.env = new byte[round];
      state.threads().recount(thread);
      ThreadInfo child = thread(6, 0);
      child.ownFds().copyFrom(thread.ownFds());
      assertThat(state.threads().add(child)).isTrue();
      state.threads().remove(6);
      if (round % 2 == 0) {
        state.threads().remove(5);
      }
    }
    state.clear();
    assertThat(budget.used()).isZero();
  }
}

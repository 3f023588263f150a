// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads that ended without an event that told of it. */
class PurgeTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;

  private final SystemState state = new SystemState();
  private final StateEngine engine = new StateEngine(state);
  private final SyscallEvent event = new SyscallEvent(state);
  private final Set<Long> alive = new HashSet<>();
  private final Set<Long> lookedFor = new HashSet<>();

  @BeforeEach
  void watchLive() {
    state.setLiveMachine(new MachineInfo(1, 1, 1, "host", START, 0));
    state.setLimits(new StateLimits(100, Duration.ofSeconds(60), Duration.ofSeconds(120)));
    state
        .threads()
        .lookUpWith(
            new ThreadLookup() {
              @Override
              public void find(long tid, long nanos) {
                lookedFor.add(tid);
              }

              @Override
              public boolean isAlive(ThreadInfo thread) {
                return alive.contains(thread.tid);
              }
            });
    add(1);
    add(10);
    add(20);
    alive.addAll(Set.of(1L, 10L));
  }

  private void add(long tid) {
    ThreadInfo thread = new ThreadInfo();
    thread.tid = tid;
    thread.pid = tid;
    thread.ptid = tid == 1 ? 0 : 1;
    state.threads().add(thread);
  }

  /** A system call of a thread, so many seconds after the start. */
  private void call(long tid, long seconds) {
    byte[] bytes = new byte[EventLayout.HEADER_LENGTH];
    EventLayout.putLong(bytes, EventLayout.TIME_OFFSET, START + seconds * SECOND);
    EventLayout.putLong(bytes, EventLayout.THREAD_OFFSET, tid);
    EventLayout.putInt(bytes, EventLayout.LENGTH_OFFSET, bytes.length);
    EventLayout.putShort(bytes, EventLayout.TYPE_OFFSET, EventTable.GENERIC_EXIT);
    RawEvent raw = new RawEvent();
    assertThat(raw.wrap(bytes, 0, bytes.length)).isTrue();
    event.reset(raw, 1, 0);
    engine.process(event);
  }

  @Test
  void areForgottenWhenTheyHaveDoneNothingForTheTimeout() {
    call(10, 0);
    call(20, 0);
    call(10, 100);
    assertThat(state.threads().get(20)).isNotNull();
    call(10, 170);
    assertThat(state.threads().get(20)).isNull();
    assertThat(state.threads().get(10)).isNotNull();
    assertThat(state.threads().get(1)).isNotNull();
  }

  @Test
  void areKeptWhileTheMachineStillHasThem() {
    alive.add(20L);
    call(20, 0);
    for (int second = 0; second < 1000; second += 50) {
      call(10, second);
    }
    assertThat(state.threads().get(20)).isNotNull();
    assertThat(state.threads().get(20).ptid).isEqualTo(1);
  }

  @Test
  void areLookedForAgainIfNothingWasKnownOfThem() {
    call(30, 0);
    assertThat(lookedFor).containsExactly(30L);
    lookedFor.clear();
    call(30, 1);
    assertThat(lookedFor).isEmpty();
    call(10, 61);
    call(30, 62);
    assertThat(lookedFor).containsExactly(30L);
  }

  @Test
  void areNotLookedForInReplays() {
    state.setRecordedMachine(new MachineInfo(1, 1, 1, "host", START, 0));
    for (int second = 0; second < 10_000; second += 50) {
      call(10, second);
    }
    assertThat(state.threads().get(20)).isNotNull();
  }

  @Test
  void onlySoManyAreKept() {
    for (int tid = 100; tid < 1100; tid++) {
      call(tid, 1);
    }
    assertThat(state.threads().size()).isEqualTo(100);
    assertThat(state.counters().threads().dropped()).isEqualTo(1000 - 97);
  }
}

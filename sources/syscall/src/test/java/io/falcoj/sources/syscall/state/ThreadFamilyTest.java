// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is whose child, when threads come and go. */
class ThreadFamilyTest {

  private final ThreadTable threads = new SystemState().threads();

  private ThreadInfo add(long tid, long parent) {
    ThreadInfo thread = new ThreadInfo();
    thread.tid = tid;
    thread.pid = tid;
    thread.vtid = tid;
    thread.vpid = tid;
    thread.ptid = parent;
    assertThat(threads.add(thread)).isTrue();
    return thread;
  }

  @Test
  void orphansGoToInit() {
    ThreadInfo init = add(1, 0);
    ThreadInfo parent = add(2, 1);
    ThreadInfo first = add(3, 2);
    ThreadInfo second = add(4, 2);
    assertThat(parent.children()).containsExactly(first, second);
    threads.remove(2);
    assertThat(init.children()).containsExactly(first, second);
    assertThat(first.ptid).isEqualTo(1);
    threads.remove(3);
    assertThat(init.children()).containsExactly(second);
  }

  @Test
  void whoTakesAnIdLeavesNoTraceOfTheFormer() {
    ThreadInfo init = add(1, 0);
    ThreadInfo former = add(2, 1);
    ThreadInfo child = add(3, 2);
    ThreadInfo latter = new ThreadInfo();
    latter.tid = 2;
    latter.pid = 2;
    latter.ptid = 1;
    threads.addUntied(latter);
    assertThat(former.children()).isEmpty();
    assertThat(init.children()).isEmpty();
    assertThat(child.ptid).isEqualTo(2);
  }

  /** Each end takes the same time, however many brothers and sisters there are. */
  @Test
  @Timeout(600)
  void aLargeFamilyEndsQuickly() {
    add(1, 0);
    Random random = new Random(20_261_122);
    for (int round = 0; round < 3; round++) {
      List<Long> tids = new ArrayList<>();
      for (long tid = 2; tid < 200_000; tid++) {
        add(tid, 1);
        tids.add(tid);
      }
      Collections.shuffle(tids, random);
      tids.forEach(threads::remove);
      assertThat(threads.size()).isEqualTo(1);
    }
  }

  @Test
  @Timeout(600)
  void aProcessOfManyThreadsEndsQuickly() {
    add(1, 0);
    ThreadInfo main = add(2, 1);
    List<Long> tids = new ArrayList<>();
    for (long tid = 3; tid < 200_000; tid++) {
      ThreadInfo thread = new ThreadInfo();
      thread.tid = tid;
      thread.pid = 2;
      thread.ptid = 1;
      threads.add(thread);
      tids.add(tid);
    }
    assertThat(main.threadCount()).isEqualTo(199_998);
    Collections.shuffle(tids, new Random(20_261_122));
    threads.remove(2);
    assertThat(threads.get(2)).isSameAs(main);
    tids.forEach(threads::remove);
    assertThat(threads.size()).isEqualTo(1);
    assertThat(threads.group(2)).isNull();
  }
}

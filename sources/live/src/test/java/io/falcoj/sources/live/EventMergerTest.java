// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventMergerTest {

  private static final EventType SETSID = EventTable.standard().typeIdentified("SYSCALL_SETSID_X");
  private static final int DISCARDED = 1 << 30;
  private static final long LATE = 1L << 60;

  private final Buffer first = new Buffer();
  private final Buffer second = new Buffer();
  private final RawEvent raw = new RawEvent();
  private long now = LATE;
  private final EventMerger merger = new EventMerger(List.of(first, second), () -> now);

  @Test
  void ordersTheEventsOfAllBuffers() {
    first.add(1, 10).add(1, 30).add(1, 40);
    second.add(2, 20).add(2, 35);

    assertThat(times()).containsExactly(10L, 20L, 30L, 35L, 40L);
  }

  @Test
  void tellsTheProcessor() {
    first.add(5, 10);

    assertThat(merger.next(raw)).isTrue();
    assertThat(merger.cpu()).isEqualTo(5);
  }

  @Test
  void waitsForEventsThatMayStillComeBefore() {
    now = 100 + EventMerger.STAMP_TO_BUFFER_NANOS;
    first.add(1, 90).add(1, 110);
    assertThat(times()).containsExactly(90L);

    now += 20;
    second.add(2, 105);
    assertThat(times()).containsExactly(105L, 110L);
  }

  @Test
  void stepsOverWhatTheKernelGaveUp() {
    first.addDiscarded().add(1, 10).addDiscarded().addDiscarded().add(1, 20).addDiscarded();

    assertThat(times()).containsExactly(10L, 20L);
  }

  @Test
  void countsWhatIsNoEvent() {
    first.add(1, 10).addBroken(20).add(1, 30);

    assertThat(times()).containsExactly(10L, 30L);
    assertThat(merger.damaged()).isEqualTo(1);
  }

  @Test
  void keepsMoreThanABlockWhileNobodyAsks() {
    List<Long> expected = new ArrayList<>();
    for (long time = 1; time <= 100_000; time++) {
      first.add(1, time);
      expected.add(time);
    }
    merger.keep();

    assertThat(first.records).isEmpty();
    assertThat(times()).isEqualTo(expected);
    first.add(1, 200_000);
    assertThat(times()).containsExactly(200_000L);
  }

  @Test
  void allocatesNothingForAnEvent() {
    byte[] record = Buffer.record(1, event(5), 0);
    EventMerger endless =
        new EventMerger(
            List.of(
                (target, offset) -> {
                  if (target.length - offset < record.length) {
                    return 0;
                  }
                  System.arraycopy(record, 0, target, offset, record.length);
                  return record.length;
                }),
            () -> LATE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 100_000; i++) {
      endless.next(raw);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      endless.next(raw);
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
  }

  private static byte[] event(long time) {
    return EventLayout.encode(SETSID, time, 7, List.of(new byte[Long.BYTES]));
  }

  @Test
  void handsOnEverythingHoweverItComes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Long> expected = new ArrayList<>();
    List<Long> found = new ArrayList<>();
    long time = 0;
    for (int round = 0; round < 300; round++) {
      for (int i = random.nextInt(40); i > 0; i--) {
        time += 1 + random.nextInt(9);
        (random.nextBoolean() ? first : second).add(1, time);
        expected.add(time);
      }
      now = time - random.nextInt(50) + EventMerger.STAMP_TO_BUFFER_NANOS;
      found.addAll(times());
    }
    now = LATE;
    found.addAll(times());

    assertThat(found).as("seed %d", seed).isEqualTo(expected);
  }

  private List<Long> times() {
    List<Long> times = new ArrayList<>();
    while (merger.next(raw)) {
      times.add(raw.timestampNanos());
    }
    return times;
  }

  /** Holds records as the kernel writes them. */
  private static final class Buffer implements RecordSource {

    private final Queue<byte[]> records = new ArrayDeque<>();

    Buffer add(int cpu, long time) {
      records.add(record(cpu, event(time), 0));
      return this;
    }

    Buffer addDiscarded() {
      records.add(record(0, new byte[40], DISCARDED));
      return this;
    }

    Buffer addBroken(long time) {
      byte[] event = event(time);
      EventLayout.putInt(event, EventLayout.LENGTH_OFFSET, 1000);
      records.add(record(0, event, 0));
      return this;
    }

    private static byte[] record(int cpu, byte[] event, int flags) {
      int length = Long.BYTES + event.length;
      byte[] record = new byte[RingBuffer.recordLength(length)];
      EventLayout.putInt(record, 0, length | flags);
      EventLayout.putInt(record, RingBuffer.RECORD_HEADER_LENGTH, cpu);
      System.arraycopy(
          event, 0, record, RingBuffer.RECORD_HEADER_LENGTH + Long.BYTES, event.length);
      return record;
    }

    @Override
    public int take(byte[] target, int offset) {
      byte[] record = records.peek();
      if (record == null || record.length > target.length - offset) {
        return 0;
      }
      System.arraycopy(record, 0, target, offset, record.length);
      Arrays.fill(records.remove(), (byte) 0);
      return record.length;
    }
  }
}

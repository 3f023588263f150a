// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.falcoj.sources.syscall.capture.CaptureBuilder;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Events that change nothing cost no memory. */
class ReplayAllocationTest {

  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 100_000;

  /** Room for what the JVM itself allocates on the thread; far less than a byte an event. */
  private static final long TOLERANCE_BYTES = 16 << 10;

  private final byte[] state =
      new CaptureBuilder().thread(7, 7, 1, "cat", "cpu=/\0").descriptors(7).toBytes();

  @Test
  void readsOfKnownFilesAllocateNothing() throws Exception {
    byte[] data = "data".getBytes(StandardCharsets.UTF_8);
    byte[] event = event(state, builder -> builder.event("SYSCALL_READ_X", 7, 4, data, 3, 4));
    assertThat(allocatedBytes(event)).isLessThan(TOLERANCE_BYTES);
  }

  @Test
  void callsThatFailAllocateNothing() throws Exception {
    byte[] event = event(state, builder -> builder.event("SYSCALL_CLOSE_X", 7, -9, 99));
    assertThat(allocatedBytes(event)).isLessThan(TOLERANCE_BYTES);
  }

  @Test
  void eventsOfNoInterestAllocateNothing() throws Exception {
    byte[] event = event(state, builder -> builder.event("GENERIC_X", 7, 3, 3));
    assertThat(allocatedBytes(event)).isLessThan(TOLERANCE_BYTES);
  }

  /** The block of one event alone. */
  private static byte[] event(byte[] before, Consumer<CaptureBuilder> writer) {
    CaptureBuilder builder = new CaptureBuilder().thread(7, 7, 1, "cat", "cpu=/\0").descriptors(7);
    writer.accept(builder);
    byte[] whole = builder.toBytes();
    return Arrays.copyOfRange(whole, before.length, whole.length);
  }

  private long allocatedBytes(byte[] event) throws IOException {
    byte[] events = new byte[event.length * (WARM_UP + MEASURED)];
    for (int i = 0; i < events.length; i += event.length) {
      System.arraycopy(event, 0, events, i, event.length);
    }
    List<ByteArrayInputStream> parts =
        List.of(new ByteArrayInputStream(state), new ByteArrayInputStream(events));
    CaptureReplay replay =
        new CaptureReplay(new SequenceInputStream(Collections.enumeration(parts)));
    replay.open();
    replay(replay, WARM_UP);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    replay(replay, MEASURED);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(replay.next()).isNull();
    return allocated;
  }

  private static void replay(CaptureReplay replay, int events) throws IOException {
    for (int i = 0; i < events; i++) {
      if (replay.next() == null) {
        throw new AssertionError("only " + i + " events");
      }
    }
  }
}

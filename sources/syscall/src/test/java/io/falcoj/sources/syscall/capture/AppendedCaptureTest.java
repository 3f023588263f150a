// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Captures that were written one behind the other into a file. */
class AppendedCaptureTest {

  private final CaptureBuilder capture =
      new CaptureBuilder()
          .thread(7, 7, 1, "first", "cpu=/\0")
          .descriptors(7)
          .networkInterfaces()
          .users()
          .event("SYSCALL_OPENAT_2_X", 7, 9, -100, "/of/first", 1, 0, 2049, 12)
          .event("SYSCALL_OPEN_E", 7, "/begun", 1, 0)
          .section()
          .thread(7, 7, 1, "second", "cpu=/\0")
          .thread(8, 7, 1, "thread", "cpu=/\0")
          .event("SYSCALL_OPEN_X", 7, 5, "/ended", 1, 0, 0, 0)
          .event("SYSCALL_READ_X", 7, 4, new byte[0], 9, 4)
          .event("SYSCALL_READ_X", 7, 4, new byte[0], 3, 4);

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> seen(byte[] bytes) throws IOException {
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(bytes));
    replay.open();
    List<String> seen = new ArrayList<>();
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      ThreadInfo thread = event.thread();
      seen.add(
          event.number()
              + " "
              + string(thread.comm())
              + " "
              + thread.threadCount()
              + " "
              + (event.fd() == null ? "" : string(event.fd().name())));
    }
    return seen;
  }

  @Test
  void areReadInTurnAndKnowNothingOfEachOther() throws IOException {
    assertThat(seen(capture.toBytes()))
        .containsExactly("1 first 1 /of/first", "3 second 2 /ended", "4 second 2 ", "5 second 2 ");
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture.toBytes()));
    replay.open();
    long first = 0;
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      first = event.firstTimestampNanos();
    }
    assertThat(first).isEqualTo(capture.nanos() - 3000);
    assertThat(replay.state().users().users(new byte[0])).isEmpty();
    assertThat(replay.state().interfaces().all()).isEmpty();
  }

  @Test
  void areRecordedAsWhatTheyAre() throws IOException {
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture.toBytes()));
    try (CaptureWriter writer = CaptureWriter.to(again, false)) {
      replay.tell(
          new CaptureReplayListener() {
            @Override
            public void begun(SystemState state) throws IOException {
              writer.writeState(state, 0);
            }

            @Override
            public void passed(SyscallEvent event, boolean stateOnly) throws IOException {
              writer.writeEvent(event.raw(), event.cpu(), stateOnly);
            }
          });
      replay.open();
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        writer.writeEvent(event);
      }
    }
    assertThat(seen(again.toByteArray())).hasSameSizeAs(seen(capture.toBytes()));
    assertThat(seen(again.toByteArray()).get(3)).endsWith("second 2 ");
  }

  @Test
  void stateBehindTheFirstEventIsOfNoRecording() throws IOException {
    capture.thread(7, 7, 1, "third", "cpu=/\0").event("SYSCALL_SETSID_X", 7, 7);
    assertThat(seen(capture.toBytes())).last().isEqualTo("6 second 2 ");
  }
}

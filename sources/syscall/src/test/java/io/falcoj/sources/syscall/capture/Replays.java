// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Replays hostile captures and checks what every replay must keep to. */
final class Replays {

  private Replays() {}

  /**
   * What a replay came to.
   *
   * @param events how many events it yielded
   * @param problem where the capture broke off; null if it was read to its end
   */
  record Outcome(int events, @Nullable CaptureException problem) {}

  /** Replays a capture to its end or to where it breaks off; any other failure is a bug. */
  static Outcome replay(byte[] capture) {
    return replay(new ByteArrayInputStream(capture), capture.length);
  }

  static Outcome replay(InputStream input, int length) {
    CaptureReplay replay = new CaptureReplay(input);
    int events = 0;
    try {
      replay.open();
      long position = replay.position();
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        events++;
        read(event);
        assertThat(replay.position()).isBetween(position + 1, (long) length);
        position = replay.position();
      }
      assertThat(replay.position()).isEqualTo(length);
      return new Outcome(events, null);
    } catch (CaptureException e) {
      assertThat(e.offset()).isBetween(0L, (long) length);
      return new Outcome(events, e);
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail to be read", e);
    }
  }

  /** Reads all that an event tells. */
  private static void read(SyscallEvent event) {
    RawEvent raw = event.raw();
    assertThat(event.typeCode()).isLessThan(EventTable.SIZE);
    int end = raw.offset() + raw.length();
    assertThat(end).isLessThanOrEqualTo(raw.array().length);
    for (int i = 0; i < raw.parameterCount(); i++) {
      assertThat(raw.parameterOffset(i) + raw.parameterLength(i)).isLessThanOrEqualTo(end);
      event.text(i);
      event.unsigned(i);
    }
    event.returnValue();
    event.container();
    FdInfo fd = event.fd();
    if (fd != null) {
      fd.shownTransport();
    }
    ThreadInfo thread = event.thread();
    if (thread != null) {
      thread.commandLine();
      thread.exeLine();
      thread.joinedArgs();
      thread.workingDirectory();
      thread.environment();
      thread.fd(event.fdNumber());
    }
  }
}

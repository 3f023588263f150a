// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.engine.EventListener;
import io.falcoj.engine.EventReader;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads captures, plain or compressed; each knows nothing of the one before. */
public final class CaptureEventReader implements EventReader {

  private static final int BUFFER = 1 << 16;

  @Override
  public void read(String name, InputStream input, EventListener listener) throws IOException {
    InputStream stored = new BufferedInputStream(input, BUFFER);
    CaptureReplay replay = new CaptureReplay(CaptureFile.decompressed(stored));
    replay.onFailure(
        (event, failure) ->
            listener.problem(
                name + ": event #" + event.number() + " is not understood: " + failure));
    try {
      replay.open();
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        listener.event(event);
      }
    } catch (CaptureException e) {
      if (!e.isTruncated()) {
        throw e;
      }
      listener.problem(name + ": " + e.getMessage());
    } finally {
      if (replay.skippedEvents() > 0) {
        listener.untoldProblems(replay.skippedEvents());
      }
    }
  }
}

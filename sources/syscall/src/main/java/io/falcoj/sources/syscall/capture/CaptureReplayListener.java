// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.io.IOException;

/** Is told what {@link CaptureReplay#next} does not yield: for another recording of the same. */
public interface CaptureReplayListener {

  /**
   * The capture was read up to its first event.
   *
   * @param state as it was when the recording began
   */
  void begun(SystemState state) throws IOException;

  /**
   * An event went by that rules do not look at.
   *
   * @param event is valid during the call; the state knows it already
   * @param stateOnly whether the recorder marked it so
   */
  void passed(SyscallEvent event, boolean stateOnly) throws IOException;
}

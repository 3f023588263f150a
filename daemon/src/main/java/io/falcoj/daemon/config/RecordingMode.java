// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

/** Which alerts begin a recording. */
public enum RecordingMode {
  /** Those of rules that say {@code capture: true}. */
  RULES,
  /** All. */
  ALL_RULES
}

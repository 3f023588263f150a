// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration.
 *
 * @param path its name, behind those of the mappings around it: {@code file_output.enabled}
 * @param type what values it takes
 * @param standard its value where nothing is configured; null if falcoj does not act on the key
 * @param use whether falcoj acts on it
 * @param description what it does, or what it is about, for documentation
 */
public record ConfigKey<T>(
    String path, ConfigType<T> type, @Nullable T standard, ConfigUse use, String description) {

  /** The part of the path before the first dot. */
  public String topLevel() {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

/**
 * One key of the configuration.
 *
 * @param path its name, behind those of the mappings around it: {@code file_output.enabled}
 * @param type what values it takes
 * @param standard its value where nothing is configured
 * @param description what it does, for documentation
 */
public record ConfigKey<T>(String path, ConfigType<T> type, T standard, String description) {}

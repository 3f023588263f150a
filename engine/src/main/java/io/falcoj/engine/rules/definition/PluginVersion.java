// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

/**
 * A plugin that rules require, and the oldest version that will do.
 *
 * @param version as written
 */
public record PluginVersion(String name, String version) {}

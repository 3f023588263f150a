// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

/**
 * A plugin and its version: one that rules require, or one that is there.
 *
 * @param version as written
 */
public record PluginVersion(String name, String version) {}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Compares required plugins with those that are there. Follows falco 0.44 {@code falco_engine}. */
final class PluginRequirements {

  private PluginRequirements() {}

  /**
   * Why none of the alternatives is there. The first that has a plugin of its name decides.
   *
   * @return empty if one is
   */
  static Optional<String> check(List<PluginVersion> alternatives, List<Plugin> plugins) {
    for (PluginVersion required : alternatives) {
      for (Plugin plugin : plugins) {
        if (required.name().equals(plugin.name())) {
          return compare(required, plugin);
        }
      }
    }
    StringJoiner wanted = new StringJoiner(", ");
    for (PluginVersion required : alternatives) {
      wanted.add(required.name() + " (>= " + required.version() + ")");
    }
    return Optional.of("Plugin requirement not satisfied, must load one of: " + wanted);
  }

  private static Optional<String> compare(PluginVersion required, Plugin plugin) {
    Optional<Version> present = Version.parse(plugin.version());
    if (present.isEmpty()) {
      return Optional.of(
          "Plugin '" + plugin.name() + "' has invalid version string '" + plugin.version() + "'");
    }
    boolean compatible =
        Version.parse(required.version()).filter(present.get()::isCompatibleWith).isPresent();
    return compatible
        ? Optional.empty()
        : Optional.of(
            "Plugin '"
                + plugin.name()
                + "' version '"
                + plugin.version()
                + "' is not compatible with required plugin version '"
                + required.version()
                + "'");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.collect;

import io.falcoj.engine.Plugin;
import io.falcoj.engine.rules.definition.PluginRequirement;
import io.falcoj.engine.rules.definition.PluginVersion;
import io.falcoj.engine.rules.definition.Version;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import java.util.List;
import java.util.StringJoiner;

/** Compares required plugins with those that are there. Follows falco 0.44 {@code falco_engine}. */
final class PluginRequirements {

  private PluginRequirements() {}

  /**
   * Whether one of the alternatives is there. The first that has a plugin of its name decides.
   *
   * @throws RulesException if that plugin is there in a version that will not do
   */
  static boolean areMet(PluginRequirement requirement, List<Plugin> plugins) throws RulesException {
    for (PluginVersion required : requirement.alternatives()) {
      for (Plugin plugin : plugins) {
        if (plugin.serves(required.name())) {
          checkVersion(required, plugin, requirement.context());
          return true;
        }
      }
    }
    return false;
  }

  /** The alternatives as one text: {@code okta (>= 0.11.0), json (>= 0.7.0)}. */
  static String describe(PluginRequirement requirement) {
    StringJoiner wanted = new StringJoiner(", ");
    for (PluginVersion required : requirement.alternatives()) {
      wanted.add(required.name() + " (>= " + required.version() + ")");
    }
    return wanted.toString();
  }

  private static void checkVersion(PluginVersion required, Plugin plugin, LoadContext context)
      throws RulesException {
    Version present =
        Version.parse(plugin.version())
            .orElseThrow(
                () ->
                    RulesException.invalid(
                        "Plugin '"
                            + plugin.name()
                            + "' has invalid version string '"
                            + plugin.version()
                            + "'",
                        context));
    if (Version.parse(required.version()).filter(present::isCompatibleWith).isEmpty()) {
      throw RulesException.invalid(
          "Plugin '"
              + plugin.name()
              + "' version '"
              + plugin.version()
              + "' is not compatible with required plugin version '"
              + required.version()
              + "'",
          context);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.FalcoException;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.app.config.PluginEntry;
import io.falcoj.engine.rules.Plugin;
import java.util.List;
import java.util.Optional;

/**
 * {@code --list-plugins} and {@code --plugin-info}: tell of the plugins that the configuration
 * names, as far as falcoj does their work.
 */
final class PluginLister {

  private final Console console;

  PluginLister(Console console) {
    this.console = console;
  }

  int list(FalcoConfig config) throws FalcoException {
    List<PluginEntry> entries = config.get(ConfigKeys.PLUGINS);
    StringBuilder text = new StringBuilder();
    text.append(entries.size()).append(" Plugins Loaded:\n\n");
    for (PluginEntry entry : entries) {
      text.append(describe(entry)).append('\n');
    }
    console.print(text.append('\n').toString());
    return ExitCode.OK;
  }

  /**
   * Tells of one plugin.
   *
   * @throws FalcoException if the configuration does not name it
   */
  int describe(String name, FalcoConfig config) throws FalcoException {
    for (PluginEntry entry : config.get(ConfigKeys.PLUGINS)) {
      if (entry.name().equals(name) || entry.libraryPath().equals(name)) {
        console.print(describe(entry) + "\n");
        return ExitCode.OK;
      }
    }
    throw new FalcoException("can't find plugin and print its info: " + name);
  }

  private static String describe(PluginEntry entry) {
    Optional<Plugin> plugin =
        Plugin.BUILT_IN.stream().filter(each -> each.name().equals(entry.name())).findFirst();
    StringBuilder text = new StringBuilder();
    text.append("Name: ").append(entry.name()).append('\n');
    if (plugin.isEmpty()) {
      return text.append("Description: unknown to falcoj, which does without it\n").toString();
    }
    text.append("Description: built into falcoj\n");
    text.append("Version: ").append(plugin.get().version()).append('\n');
    text.append("Capabilities: \n");
    if (!plugin.get().eventSource().isEmpty()) {
      text.append("  - Event Sourcing (source='").append(plugin.get().eventSource());
      text.append("')\n");
    }
    return text.append("  - Field Extraction\n").toString();
  }
}

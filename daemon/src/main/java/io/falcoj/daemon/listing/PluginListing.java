// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.listing;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.PluginEntry;
import io.falcoj.engine.Plugin;
import io.falcoj.fields.StandardPlugins;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code --list-plugins} and {@code --plugin-info}: tells of the plugins that the configuration
 * names, as far as falcoj does their work.
 */
public final class PluginListing {

  private PluginListing() {}

  /** Of all, in the order of the configuration. */
  public static String list(FalcoConfig config) throws FalcoException {
    List<PluginEntry> entries = PluginEntry.loaded(config);
    StringBuilder text = new StringBuilder();
    text.append(entries.size()).append(" Plugins Loaded:\n\n");
    for (PluginEntry entry : entries) {
      text.append(describe(entry)).append('\n');
    }
    return text.append('\n').toString();
  }

  /**
   * Of one plugin, by its name or the path of its library, with the schema of its settings.
   *
   * @throws FalcoException if the configuration does not name it
   */
  public static String describe(String name, FalcoConfig config) throws FalcoException {
    for (PluginEntry entry : PluginEntry.loaded(config)) {
      if (entry.name().equals(name) || entry.libraryPath().equals(name)) {
        return describe(entry) + initConfig(entry);
      }
    }
    throw new FalcoException("can't find plugin and print its info: " + name);
  }

  private static String describe(PluginEntry entry) {
    Plugin plugin = StandardPlugins.find(entry.name()).orElse(null);
    StringBuilder text = new StringBuilder();
    text.append("Name: ").append(entry.name()).append('\n');
    if (plugin == null) {
      return text.append("Description: unknown to falcoj, which does without it\n").toString();
    }
    text.append("Description: built into falcoj\n");
    text.append("Contact: the authors of falcoj\n");
    text.append("Version: ").append(plugin.version()).append('\n');
    text.append("Capabilities: \n");
    if (!plugin.eventSource().isEmpty()) {
      text.append("  - Event Sourcing (source='").append(plugin.eventSource()).append("')\n");
    }
    plugin.capabilities().forEach(each -> text.append("  - ").append(each).append('\n'));
    return text.toString();
  }

  /** The schema of the settings that act; any others are taken, too. */
  private static String initConfig(PluginEntry entry) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String setting :
        StandardPlugins.find(entry.name()).map(Plugin::settings).orElse(List.of())) {
      properties.putObject(setting);
    }
    return "\nInit config schema type: JSON\n" + schema.toPrettyString() + "\n\n";
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.Collection;
import java.util.List;

/**
 * A Falco plugin whose work falcoj does itself.
 *
 * @param version the latest version whose fields and events are known
 * @param variants names of plugins that bring the same events, with the same fields, from
 *     elsewhere: whoever requires one of them is served, too
 * @param eventSource the event source that it brings; empty if it brings none
 * @param fieldPrefixes how the names of its fields begin
 * @param capabilities what Falco says that it does, besides its event source
 * @param settings what of its {@code init_config} has a meaning here
 */
public record Plugin(
    String name,
    String version,
    List<String> variants,
    String eventSource,
    List<String> fieldPrefixes,
    List<String> capabilities,
    List<String> settings) {

  public Plugin {
    variants = List.copyOf(variants);
    fieldPrefixes = List.copyOf(fieldPrefixes);
    capabilities = List.copyOf(capabilities);
    settings = List.copyOf(settings);
  }

  /** Whether it does the work of the plugin of that name: its own, or that of a variant. */
  public boolean serves(String plugin) {
    return name.equals(plugin) || variants.contains(plugin);
  }

  /** Whether a rule of that source that names these fields needs the plugin. */
  public boolean isUsedBy(String source, Collection<String> fields) {
    if (!eventSource.isEmpty() && eventSource.equals(source)) {
      return true;
    }
    for (String field : fields) {
      for (String prefix : fieldPrefixes) {
        if (field.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import java.util.Collection;
import java.util.List;

/**
 * A Falco plugin whose work falcoj does itself.
 *
 * @param version the latest version whose fields and events are known
 * @param eventSource the event source that it brings; empty if it brings none
 * @param fieldPrefixes how the names of its fields begin
 */
public record Plugin(String name, String version, String eventSource, List<String> fieldPrefixes) {

  /** All that are built in. */
  public static final List<Plugin> BUILT_IN =
      List.of(
          new Plugin("k8saudit", "0.18.0", "k8s_audit", List.of("ka.")),
          new Plugin("json", "0.7.3", "", List.of("json.", "jevt.")),
          new Plugin(
              "container", "0.7.1", "", List.of("container.", "k8s.", "proc.is_container_")));

  public Plugin {
    fieldPrefixes = List.copyOf(fieldPrefixes);
  }

  /** Whether a rule of that source that names these fields needs the plugin. */
  boolean isUsedBy(String source, Collection<String> fields) {
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

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A Falco plugin whose work falcoj does itself.
 *
 * @param version the latest version whose fields and events are known
 * @param eventSource the event source that it brings; empty if it brings none
 * @param fieldPrefixes how the names of its fields begin
 * @param capabilities what Falco says that it does, besides its event source
 * @param settings what of its {@code init_config} has a meaning here
 */
public record Plugin(
    String name,
    String version,
    String eventSource,
    List<String> fieldPrefixes,
    List<String> capabilities,
    List<String> settings) {

  private static final String EXTRACTION = "Field Extraction";

  /** All that are built in. */
  public static final List<Plugin> BUILT_IN =
      List.of(
          new Plugin(
              "k8saudit",
              "0.18.0",
              "k8s_audit",
              List.of("ka."),
              List.of(EXTRACTION),
              List.of("maxEventSize", "sslCertificate")),
          new Plugin(
              "json", "0.7.3", "", List.of("json.", "jevt."), List.of(EXTRACTION), List.of()),
          new Plugin(
              "container",
              "0.7.1",
              "",
              List.of("container.", "k8s.", "proc.is_container_"),
              List.of(EXTRACTION, "Event Parsing", "Async Events"),
              List.of()));

  public Plugin {
    fieldPrefixes = List.copyOf(fieldPrefixes);
    capabilities = List.copyOf(capabilities);
    settings = List.copyOf(settings);
  }

  /** The one of that name, if it is built in. */
  public static Optional<Plugin> find(String name) {
    return BUILT_IN.stream().filter(plugin -> plugin.name.equals(name)).findFirst();
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

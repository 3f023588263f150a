// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

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

  private static final String EXTRACTION = "Field Extraction";

  /** All that are built in. */
  public static final List<Plugin> BUILT_IN =
      List.of(
          new Plugin(
              "k8saudit",
              "0.18.0",
              List.of("k8saudit-eks", "k8saudit-gke", "k8saudit-aks", "k8saudit-ovh"),
              "k8s_audit",
              List.of("ka."),
              List.of(EXTRACTION),
              List.of("maxEventSize", "sslCertificate")),
          new Plugin(
              "json",
              "0.7.3",
              List.of(),
              "",
              List.of("json.", "jevt."),
              List.of(EXTRACTION),
              List.of()),
          new Plugin(
              "container",
              "0.7.1",
              List.of(),
              "",
              List.of("container.", "k8s.", "proc.is_container_"),
              List.of(EXTRACTION, "Event Parsing", "Async Events"),
              List.of()));

  public Plugin {
    variants = List.copyOf(variants);
    fieldPrefixes = List.copyOf(fieldPrefixes);
    capabilities = List.copyOf(capabilities);
    settings = List.copyOf(settings);
  }

  /** The one that does the work of the plugin of that name, if one is built in. */
  public static Optional<Plugin> find(String name) {
    return BUILT_IN.stream().filter(plugin -> plugin.serves(name)).findFirst();
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

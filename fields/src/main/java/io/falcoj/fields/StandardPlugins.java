// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import io.falcoj.engine.Plugin;
import java.util.List;
import java.util.Optional;

/** The Falco plugins whose fields falcoj has itself. */
public final class StandardPlugins {

  private static final String EXTRACTION = "Field Extraction";

  /** Brings the events of Kubernetes' audit logs. */
  public static final Plugin K8S_AUDIT =
      new Plugin(
          "k8saudit",
          "0.18.0",
          List.of("k8saudit-eks", "k8saudit-gke", "k8saudit-aks", "k8saudit-ovh"),
          "k8s_audit",
          List.of("ka."),
          List.of(EXTRACTION),
          List.of("maxEventSize", "sslCertificate"));

  private static final Plugin JSON =
      new Plugin(
          "json",
          "0.7.3",
          List.of(),
          "",
          List.of("json.", "jevt."),
          List.of(EXTRACTION),
          List.of());

  private static final Plugin CONTAINER =
      new Plugin(
          "container",
          "0.7.1",
          List.of(),
          "",
          List.of("container.", "k8s.", "proc.is_container_"),
          List.of(EXTRACTION, "Event Parsing", "Async Events"),
          List.of());

  /** All of them. */
  public static final List<Plugin> ALL = List.of(K8S_AUDIT, JSON, CONTAINER);

  private StandardPlugins() {}

  /** The one that does the work of the plugin of that name, if there is one. */
  public static Optional<Plugin> find(String name) {
    return ALL.stream().filter(plugin -> plugin.serves(name)).findFirst();
  }
}

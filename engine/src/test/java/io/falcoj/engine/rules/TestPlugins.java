// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.Plugin;
import java.util.List;

/** Plugins that rules of tests may require. */
final class TestPlugins {

  static final List<Plugin> ALL =
      List.of(
          new Plugin(
              "k8saudit",
              "0.18.0",
              List.of("k8saudit-eks", "k8saudit-gke", "k8saudit-aks", "k8saudit-ovh"),
              "k8s_audit",
              List.of("ka."),
              List.of(),
              List.of()),
          new Plugin(
              "json", "0.7.3", List.of(), "", List.of("json.", "jevt."), List.of(), List.of()),
          new Plugin(
              "container", "0.7.1", List.of(), "", List.of("container."), List.of(), List.of()));

  private TestPlugins() {}
}

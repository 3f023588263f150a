// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.List;

/**
 * What became of a set of policy files.
 *
 * @param rules text of a rules file; empty if there are errors: a set of policies is converted as a
 *     whole or not at all
 * @param diagnostics in the order of files and places
 * @param policies in the order of files; empty if there are errors
 */
public record Conversion(
    String rules, List<PolicyDiagnostic> diagnostics, List<ConvertedPolicy> policies) {

  public Conversion {
    diagnostics = List.copyOf(diagnostics);
    policies = List.copyOf(policies);
  }

  /** Whether a file was refused. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(PolicyDiagnostic::isError);
  }
}

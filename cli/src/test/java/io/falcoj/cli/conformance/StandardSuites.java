// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import java.util.List;

/** The suites that falcoj runs, in the order of their names. */
final class StandardSuites {

  private StandardSuites() {}

  /** Add a runner for a new suite here. */
  static List<SuiteRunner> all() {
    return List.of(
        new AuditOutputsRunner(),
        new CapturesRunner(),
        new EngineRunner(),
        new EventConversionRunner(),
        new EventFieldsRunner(),
        new FilterDifferentialRunner(),
        new FilterEvalRunner(),
        new FilterSyntaxRunner(),
        new FormatterRunner(),
        new K8sAuditRunner(),
        new PspInvalidRunner(),
        new PspRunner(),
        new PspSemanticsRunner(),
        new PspTruthRunner(),
        new RuleLoaderRunner(),
        new SyscallOutputsRunner());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.engine.rules.read.RulesSchema;
import picocli.CommandLine.Option;

/** {@code --rule-schema}. */
final class RulesSchemaPrinter implements Action {

  @Option(names = "--rule-schema", description = "Print the JSON Schema of rules files.")
  private boolean isAsked;

  @Override
  public boolean isAskedFor() {
    return isAsked;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    invocation.console().print(RulesSchema.document().toPrettyString() + "\n");
    return ExitCode.OK;
  }
}

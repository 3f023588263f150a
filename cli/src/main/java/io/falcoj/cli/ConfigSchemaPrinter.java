// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigSchema;
import picocli.CommandLine.Option;

/** {@code --config-schema}. */
final class ConfigSchemaPrinter implements Action {

  @Option(names = "--config-schema", description = "Print the JSON Schema of the configuration.")
  private boolean isAsked;

  @Override
  public boolean isAskedFor() {
    return isAsked;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    invocation.console().print(ConfigSchema.document().toPrettyString() + "\n");
    return ExitCode.OK;
  }
}

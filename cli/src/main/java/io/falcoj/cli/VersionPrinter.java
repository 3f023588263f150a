// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Versions;
import io.falcoj.daemon.config.ConfigKeys;
import picocli.CommandLine.Option;

/** {@code --version}: falcoj's own version, and the versions of what it follows. */
final class VersionPrinter implements Action {

  @Option(names = "--version", description = "Print versions.")
  private boolean isAsked;

  @Override
  public boolean isAskedFor() {
    return isAsked;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    boolean isJson = invocation.config().get(ConfigKeys.JSON_OUTPUT);
    invocation.console().print(isJson ? Versions.json() + "\n" : Versions.text());
    return ExitCode.OK;
  }
}

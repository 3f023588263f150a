// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Versions;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;

/** {@code --version}: falcoj's own version, and the versions of what it follows. */
final class VersionPrinter {

  private final Console console;

  VersionPrinter(Console console) {
    this.console = console;
  }

  int run(FalcoConfig config) throws FalcoException {
    console.print(config.get(ConfigKeys.JSON_OUTPUT) ? Versions.json() + "\n" : Versions.text());
    return ExitCode.OK;
  }
}

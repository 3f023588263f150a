// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.listing.PluginListing;
import picocli.CommandLine.Option;

/** {@code --list-plugins}. */
final class PluginLister implements Action {

  @Option(names = "--list-plugins", description = "List the plugins that the configuration names.")
  private boolean isAsked;

  @Override
  public boolean isAskedFor() {
    return isAsked;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    invocation.console().print(PluginListing.list(invocation.config()));
    return ExitCode.OK;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.listing.PluginListing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --plugin-info}. */
final class PluginDescriber implements Action {

  @Option(
      names = "--plugin-info",
      paramLabel = "NAME",
      description = "Tell of a plugin that the configuration names, by its name or library_path.")
  private @Nullable String plugin;

  @Override
  public boolean isAskedFor() {
    return plugin != null;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    String name = String.valueOf(plugin);
    invocation.console().print(PluginListing.describe(name, invocation.config()));
    return ExitCode.OK;
  }
}

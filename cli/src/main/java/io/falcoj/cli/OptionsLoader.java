// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoBuilder;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.LoadedConfig;
import io.falcoj.daemon.live.FileState;
import io.falcoj.daemon.live.RunLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loads what the options of the command line name, again and again. */
final class OptionsLoader implements RunLoader {

  private final ConfigInput configuration;
  private final RulesLoading loading;
  private final RunOptions run;
  private final Map<String, String> environment;

  OptionsLoader(
      ConfigInput configuration,
      RulesLoading loading,
      RunOptions run,
      Map<String, String> environment) {
    this.configuration = configuration;
    this.loading = loading;
    this.run = run;
    this.environment = environment;
  }

  @Override
  public Loaded load() throws FalcoException {
    Path file = configuration.file;
    FileState first = FileState.of(file == null ? List.of() : List.of(file));
    LoadedConfig read = configuration.load(environment);
    LoadedConfig loaded = new LoadedConfig(run.applyTo(read.config()), read.files());
    FalcoBuilder builder = loading.builder(loaded.config(), environment);
    FileState files =
        first.and(FileState.of(loaded.furtherPaths())).and(FileState.of(builder.paths()));
    return new Loaded(builder.load(), loaded, files);
  }
}

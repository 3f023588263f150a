// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.ConfigLoader;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.LoadedConfig;
import io.falcoj.daemon.config.LogLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that configure. */
final class ConfigInput {

  @Option(
      names = "-c",
      paramLabel = "FILE",
      description = "Configuration in the form of falco.yaml. Default: standard values.")
  @Nullable Path file;

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description =
          "Set a key of the configuration, for example json_output=true, rules[0].disable.tag=net,"
              + " or append_output[]={extra_output: verb=%%ka.verb}. May be given several times.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "How much the log on standard error says: emergency, alert, critical, error, warning,"
              + " notice, info, debug. Default: what log_level says, else info.")
  @Nullable LogLevel logLevel;

  /** The configuration that file and options make. */
  LoadedConfig load(Map<String, String> environment) throws FalcoException {
    ConfigLoader loader = new ConfigLoader(environment);
    try {
      return file == null ? loader.load(settings) : loader.load(file, settings);
    } catch (ConfigException e) {
      throw new FalcoException(e.getMessage(), e);
    }
  }

  /** How much the log is to say. */
  LogLevel logLevel(FalcoConfig config) {
    return logLevel != null ? logLevel : config.get(ConfigKeys.LOG_LEVEL);
  }
}

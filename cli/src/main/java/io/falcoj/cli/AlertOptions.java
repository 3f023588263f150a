// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.FalcoException;
import io.falcoj.app.config.ConfigException;
import io.falcoj.app.config.FalcoConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to do with what was found. */
final class AlertOptions {

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description = "Set a key of the configuration, for example json_output=true.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--redact",
      description =
          "Replace the data of Secrets and ConfigMaps and the values of environment variables in"
              + " alerts.")
  boolean redact;

  @Option(
      names = "--summary",
      paramLabel = "FILE|none",
      description =
          "Write the summary to a file, as JSON if its name ends in .json, or leave it out."
              + " Default: standard error.")
  @Nullable String summary;

  @Option(names = "--fail-on-alert", description = "Exit with 2 if there was an alert.")
  boolean failOnAlert;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description =
          "How much the log on standard error says: emergency, alert, critical, error, warning,"
              + " notice, info, debug. Default: ${DEFAULT-VALUE}.")
  LogLevel logLevel = LogLevel.INFO;

  /** The configuration that the options make. */
  FalcoConfig config() throws FalcoException {
    FalcoConfig config = FalcoConfig.STANDARD;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 0) {
        throw new FalcoException("option -o: found \"" + setting + "\", expected KEY=VALUE");
      }
      try {
        config = config.with(setting.substring(0, equals), setting.substring(equals + 1));
      } catch (ConfigException e) {
        throw new FalcoException(e.getMessage(), e);
      }
    }
    return config;
  }
}

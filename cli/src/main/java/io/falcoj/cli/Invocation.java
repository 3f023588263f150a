// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.LoadedConfig;
import io.falcoj.daemon.config.LogLevel;
import io.falcoj.daemon.live.ProcessSignals;
import io.falcoj.daemon.log.RunLog;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of falcoj: what every command and action of it needs. */
final class Invocation {

  private final Console console;
  private final ProcessSignals signals;
  private final ConfigInput options;
  private List<String> arguments = List.of();
  private @Nullable LoadedConfig loaded;
  private @Nullable RunLog log;

  /**
   * @param signals those that evaluating answers are held
   * @param options say what the configuration is
   */
  Invocation(Console console, ProcessSignals signals, ConfigInput options) {
    this.console = console;
    this.signals = signals;
    this.options = options;
  }

  Console console() {
    return console;
  }

  ProcessSignals signals() {
    return signals;
  }

  /** What was written behind the name of the program. */
  List<String> arguments() {
    return arguments;
  }

  /** Notes what was written behind the name of the program. */
  void calledWith(List<String> written) {
    arguments = List.copyOf(written);
  }

  /** The configuration; read when it is first asked for. */
  LoadedConfig configuration() throws FalcoException {
    LoadedConfig known = loaded;
    if (known == null) {
      known = options.load(console.environment());
      loaded = known;
    }
    return known;
  }

  /** The values of the configuration. */
  FalcoConfig config() throws FalcoException {
    return configuration().config();
  }

  /** Begins to log, as the configuration says, with news about the configuration. */
  RunLog startLog() throws FalcoException {
    LoadedConfig configuration = configuration();
    RunLog begun = RunLog.start(console::tell, options::logLevel, configuration.config());
    log = begun;
    configuration.log();
    return begun;
  }

  /** The log, once it has begun. */
  RunLog log() {
    return Objects.requireNonNull(log);
  }

  /** Whether the log is to tell everything; false until the configuration is read. */
  boolean isDebugging() {
    return loaded != null && options.logLevel(loaded.config()) == LogLevel.DEBUG;
  }
}

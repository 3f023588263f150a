// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.log;

import io.falcoj.daemon.AlertOutputs;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.LogLevel;
import io.falcoj.daemon.live.LivePart;
import io.falcoj.daemon.live.RunLoader;
import io.falcoj.outputs.syslog.SystemLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** falcoj's log during a run: where it goes, and how much it says. */
public final class RunLog implements LivePart<RunLog.Settings>, AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger("io.falcoj");

  /** Of the HTTP server only what is wrong. */
  private static final Logger SERVER_LOGGER = Logger.getLogger("org.eclipse.jetty");

  /**
   * Of how requests are written nothing at all: any client can write them wrongly as often as it
   * wants, and the webhook itself tells once whom it refused.
   */
  private static final List<Logger> REQUEST_LOGGERS =
      List.of(
          Logger.getLogger("org.eclipse.jetty.http"),
          Logger.getLogger("org.eclipse.jetty.util.HostPort"));

  private final Consumer<String> person;
  private final Function<FalcoConfig, LogLevel> level;
  private List<Handler> handlers = List.of();

  private RunLog(Consumer<String> person, Function<FalcoConfig, LogLevel> level) {
    this.person = person;
    this.level = level;
    LOGGER.setUseParentHandlers(false);
    SERVER_LOGGER.setUseParentHandlers(false);
    SERVER_LOGGER.setLevel(Level.WARNING);
    REQUEST_LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
  }

  /**
   * What the configuration says about it.
   *
   * @param iso8601 whether times on standard error read so
   */
  public record Settings(LogLevel level, boolean standardError, boolean systemLog, boolean iso8601) {}

  /**
   * Sends the log where the configuration says, until closed.
   *
   * @param person is told what goes to standard error, message by message
   * @param level how much it says with a configuration
   */
  public static RunLog start(
      Consumer<String> person, Function<FalcoConfig, LogLevel> level, FalcoConfig config) {
    RunLog log = new RunLog(person, level);
    log.use(log.settings(config));
    return log;
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Settings settings(RunLoader.Loaded loaded) {
    return settings(loaded.config());
  }

  private Settings settings(FalcoConfig config) {
    return new Settings(
        level.apply(config),
        config.get(ConfigKeys.LOG_STDERR),
        config.get(ConfigKeys.LOG_SYSLOG),
        config.get(ConfigKeys.TIME_FORMAT_ISO_8601));
  }

  @Override
  public void use(Settings settings) {
    List<Handler> before = handlers;
    List<Handler> begun = new ArrayList<>();
    begun.add(new ConsoleLog(person, settings.standardError(), settings.iso8601()));
    if (settings.systemLog()) {
      begun.add(new SystemLogHandler(new SystemLog(SystemLog.SOCKET, AlertOutputs.LOG_NAME)));
    }
    LOGGER.setLevel(settings.level().loggerLevel());
    for (Handler handler : begun) {
      LOGGER.addHandler(handler);
      SERVER_LOGGER.addHandler(handler);
    }
    handlers = begun;
    end(before);
  }

  @Override
  public void stop() {
    close();
  }

  @Override
  public void close() {
    end(handlers);
    handlers = List.of();
  }

  private static void end(List<Handler> ending) {
    for (Handler handler : ending) {
      LOGGER.removeHandler(handler);
      SERVER_LOGGER.removeHandler(handler);
      handler.close();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.AlertOutputs;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.app.config.LogLevel;
import io.falcoj.outputs.syslog.SystemLog;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** falcoj's log during a run: where it goes, and how much it says. */
final class RunLog implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger("io.falcoj");

  /** Of the HTTP server only what is wrong. */
  private static final Logger SERVER_LOGGER = Logger.getLogger("org.eclipse.jetty");

  private final List<Handler> handlers;

  private RunLog(List<Handler> handlers) {
    this.handlers = handlers;
  }

  /** Sends the log where the configuration says, until closed. */
  static RunLog start(Console console, FalcoConfig config, LogLevel level) {
    List<Handler> handlers = new ArrayList<>();
    handlers.add(ConsoleLog.of(console, config));
    if (config.get(ConfigKeys.LOG_SYSLOG)) {
      handlers.add(new SystemLogHandler(new SystemLog(SystemLog.SOCKET, AlertOutputs.LOG_NAME)));
    }
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(level.loggerLevel());
    SERVER_LOGGER.setUseParentHandlers(false);
    SERVER_LOGGER.setLevel(Level.WARNING);
    for (Handler handler : handlers) {
      LOGGER.addHandler(handler);
      SERVER_LOGGER.addHandler(handler);
    }
    return new RunLog(handlers);
  }

  @Override
  public void close() {
    for (Handler handler : handlers) {
      LOGGER.removeHandler(handler);
      SERVER_LOGGER.removeHandler(handler);
      handler.close();
    }
  }
}

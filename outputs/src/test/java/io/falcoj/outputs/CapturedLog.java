// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the outputs say in the log, until closed. */
public final class CapturedLog extends Handler implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger("io.falcoj.outputs");

  private final List<String> messages = new CopyOnWriteArrayList<>();

  private CapturedLog() {}

  /** Takes all messages, and shows none. */
  public static CapturedLog start() {
    CapturedLog log = new CapturedLog();
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(Level.ALL);
    LOGGER.addHandler(log);
    return log;
  }

  /** All messages so far. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void publish(LogRecord record) {
    messages.add(record.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.log;

import io.falcoj.engine.Priority;
import io.falcoj.outputs.LineBuffer;
import io.falcoj.outputs.syslog.SystemLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Sends falcoj's log to that of the system. Where nobody takes it, nothing happens, as in Falco; so
 * that a log that hangs delays little, it is left alone for a while.
 */
final class SystemLogHandler extends Handler {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final SystemLog log;
  private long nextTry = System.nanoTime();

  SystemLogHandler(SystemLog log) {
    this.log = log;
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (!isLoggable(record) || System.nanoTime() - nextTry < 0) {
      return;
    }
    LineBuffer text = new LineBuffer(256);
    text.appendVisible(String.valueOf(record.getMessage()));
    try {
      log.send(priority(record.getLevel()), text.asByteBuffer());
    } catch (IOException e) {
      nextTry = System.nanoTime() + PAUSE_NANOS;
    }
  }

  private static Priority priority(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return Priority.ERROR;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return Priority.WARNING;
    }
    return level.intValue() >= Level.INFO.intValue() ? Priority.INFORMATIONAL : Priority.DEBUG;
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    log.close();
  }
}

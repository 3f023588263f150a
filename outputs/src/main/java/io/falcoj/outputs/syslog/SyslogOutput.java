// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.syslog;

import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Output;
import java.io.IOException;

/** Alerts for the system's log, each a message with the severity of its priority. */
public final class SyslogOutput implements Output {

  /** The output's name. */
  public static final String NAME = "syslog";

  private static final int RETRIES = 3;

  private final SystemLog log;

  public SyslogOutput(SystemLog log) {
    this.log = log;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int retries() {
    return RETRIES;
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    log.send(lines.priority(first), lines.line(first));
    return 1;
  }

  @Override
  public void reopen() {
    log.close();
  }

  @Override
  public void close() {
    log.close();
  }
}

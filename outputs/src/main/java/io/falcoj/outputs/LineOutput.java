// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Output;
import java.io.IOException;

/**
 * An output of lines. It takes single alerts, and lines that were made from alerts elsewhere: a
 * replay makes them on the threads that evaluate.
 */
public abstract class LineOutput implements Output {

  private final AlertFormat format;
  private final LineBuffer line = new LineBuffer(1024);

  /**
   * @param format how alerts look here
   */
  protected LineOutput(AlertFormat format) {
    this.format = format;
  }

  /** How alerts look here. */
  public final AlertFormat format() {
    return format;
  }

  @Override
  public final void emit(Alert alert) throws IOException {
    line.clear();
    format.append(alert, line);
    write(line);
  }

  /**
   * Hands over whole lines in this output's format.
   *
   * @throws ClosedOutputException if nobody reads any more
   * @throws IOException if not all of them could be written
   */
  public abstract void write(LineBuffer lines) throws IOException;
}

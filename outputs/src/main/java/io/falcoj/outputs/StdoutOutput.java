// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** Lines to standard output. Every write is passed on at once, so that a reader sees it. */
public final class StdoutOutput extends LineOutput {

  private final OutputStream stream;
  private final BooleanSupplier isPipe;

  /**
   * @param stream standard output; never closed here
   * @param isPipe whether it is a pipe, where the one thing that can go wrong is that the reader has
   *     gone; asked after a failed write only, as an error's message depends on the language
   */
  public StdoutOutput(AlertFormat format, OutputStream stream, BooleanSupplier isPipe) {
    super(format);
    this.stream = stream;
    this.isPipe = isPipe;
  }

  @Override
  public String name() {
    return "stdout";
  }

  @Override
  public void write(LineBuffer lines) throws IOException {
    try {
      lines.writeTo(stream);
      stream.flush();
    } catch (IOException e) {
      throw isPipe.getAsBoolean() ? new ClosedOutputException(e) : e;
    }
  }

  @Override
  public void flush() throws IOException {
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}

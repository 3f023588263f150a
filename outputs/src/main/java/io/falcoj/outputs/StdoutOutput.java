// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Predicate;

/** Lines to standard output. Every write is passed on at once, so that a reader sees it. */
public final class StdoutOutput extends LineOutput {

  private final OutputStream stream;
  private final Predicate<IOException> hasLostReader;

  /**
   * @param stream standard output; never closed here
   * @param hasLostReader whether a failed write means that nobody reads any more; the error alone
   *     does not always tell
   */
  public StdoutOutput(
      AlertFormat format, OutputStream stream, Predicate<IOException> hasLostReader) {
    super(format);
    this.stream = stream;
    this.hasLostReader = hasLostReader;
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
      throw hasLostReader.test(e) ? new ClosedOutputException(e) : e;
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

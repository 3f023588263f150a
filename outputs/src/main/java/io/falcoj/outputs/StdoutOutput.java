// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/** Lines to standard output. Every write is passed on at once, so that a reader sees it. */
public final class StdoutOutput implements Output {

  /** The output's name. */
  public static final String NAME = "stdout";

  private final OutputStream stream;
  private final Predicate<IOException> hasLostReader;

  /**
   * @param stream standard output; never closed here
   * @param hasLostReader whether a failed write means that nobody reads any more; the error alone
   *     does not always tell
   */
  public StdoutOutput(OutputStream stream, Predicate<IOException> hasLostReader) {
    this.stream = stream;
    this.hasLostReader = hasLostReader;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    ByteBuffer bytes = lines.from(first);
    try {
      stream.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
      stream.flush();
    } catch (IOException e) {
      throw hasLostReader.test(e) ? new ClosedOutputException(e) : e;
    }
    return lines.count() - first;
  }

  @Override
  public void close() throws IOException {
    stream.flush();
  }
}

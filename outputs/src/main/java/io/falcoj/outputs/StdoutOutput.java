// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lines to standard output. Every write is passed on at once, so that a reader sees it. Where that
 * is a file, a line that is torn is ended before the next one, as in {@link FileOutput}.
 */
public final class StdoutOutput implements Output {

  /** The output's name. */
  public static final String NAME = "stdout";

  private final OutputStream stream;
  private final Predicate<IOException> hasLostReader;
  private final @Nullable Path file;
  private boolean mayBeTorn = true;

  /** Lines to what is no file; else as the other constructor. */
  public StdoutOutput(OutputStream stream, Predicate<IOException> hasLostReader) {
    this(stream, hasLostReader, null);
  }

  /**
   * @param stream standard output; never closed here
   * @param hasLostReader whether a failed write means that nobody reads any more; the error alone
   *     does not always tell
   * @param file by which standard output can be read where it is a file; it may be anything else
   */
  public StdoutOutput(
      OutputStream stream, Predicate<IOException> hasLostReader, @Nullable Path file) {
    this.stream = stream;
    this.hasLostReader = hasLostReader;
    this.file = file;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    ByteBuffer bytes = lines.from(first);
    try {
      if (mayBeTorn) {
        endTornLine();
      }
      mayBeTorn = true;
      stream.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      stream.flush();
      mayBeTorn = false;
    } catch (IOException e) {
      throw hasLostReader.test(e) ? new ClosedOutputException(e) : e;
    }
    return lines.count() - first;
  }

  private void endTornLine() throws IOException {
    if (file != null && lastLineIsTorn(file)) {
      stream.write('\n');
    }
  }

  /** What may not be read, as a file that another user opened, is believed to be whole. */
  private static boolean lastLineIsTorn(Path file) {
    try {
      return LastLine.isTorn(file);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    stream.flush();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines appended to a file. With {@code keepAlive} the file stays open; without, it is opened for
 * every write, so that it can be moved away between two. A line that is torn, as on a full disk or
 * by the end of an earlier process, is ended before the next one.
 */
public final class FileOutput implements Output {

  /** The output's name. */
  public static final String NAME = "file";

  private final Path file;
  private final boolean keepAlive;
  private volatile @Nullable LineFile open;

  /**
   * @param file made when missing; what it holds stays
   */
  public FileOutput(Path file, boolean keepAlive) {
    this.file = file;
    this.keepAlive = keepAlive;
  }

  /**
   * Opens the file once, so that a wrong name is known before the first alert.
   *
   * @throws IOException if it cannot be written to
   */
  public void prepare() throws IOException {
    lines();
    release();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    try {
      lines().append(lines.from(first));
    } catch (IOException e) {
      close();
      throw e;
    }
    release();
    return lines.count() - first;
  }

  @Override
  public void reopen() throws IOException {
    close();
    prepare();
  }

  @Override
  public void close() throws IOException {
    LineFile closing = open;
    if (closing != null) {
      open = null;
      closing.close();
    }
  }

  private LineFile lines() throws IOException {
    LineFile lines = open;
    if (lines == null) {
      lines = LineFile.open(file);
      open = lines;
    }
    return lines;
  }

  private void release() throws IOException {
    if (!keepAlive) {
      close();
    }
  }
}

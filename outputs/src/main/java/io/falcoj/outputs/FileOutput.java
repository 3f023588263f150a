// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines appended to a file. With {@code keepAlive} the file stays open; without, it is opened for
 * every write, so that it can be moved away between two; a named pipe stays open, and while nobody
 * reads it, alerts wait for a while. A line that is torn, as on a full disk or
 * by the end of an earlier process, is ended before the next one.
 */
public final class FileOutput implements Output {

  /** The output's name. */
  public static final String NAME = "file";

  /** Together they take some forty seconds. */
  private static final int RETRIES_OF_PIPE = 10;

  private static final Logger LOGGER = LoggerFactory.getLogger(FileOutput.class);

  private final Path file;
  private final boolean keepAlive;
  private volatile boolean isPipe;
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
    if (isPipe) {
      LOGGER.warn(
          "file_output: {} is a pipe: while nobody reads it, alerts wait, and are given up in the end",
          file);
    }
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
      throw isPipe ? NamedPipe.unread(file, e) : e;
    }
    release();
    return lines.count() - first;
  }

  @Override
  public int retries() {
    return isPipe ? RETRIES_OF_PIPE : 0;
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
      isPipe = NamedPipe.isAt(file);
      lines = LineFile.open(file);
      open = lines;
    }
    return lines;
  }

  private void release() throws IOException {
    if (!keepAlive && !isPipe) {
      close();
    }
  }
}

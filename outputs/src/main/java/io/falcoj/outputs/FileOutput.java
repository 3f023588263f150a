// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lines appended to a file. With {@code keepAlive} the file stays open; without, it is opened for
 * every write, so that it can be moved away between two.
 */
public final class FileOutput extends LineOutput {

  private final Path file;
  private final boolean keepAlive;
  private @Nullable OutputStream open;

  /**
   * @param file made when missing; what it holds stays
   */
  public FileOutput(AlertFormat format, Path file, boolean keepAlive) {
    super(format);
    this.file = file;
    this.keepAlive = keepAlive;
  }

  /**
   * Opens the file once, so that a wrong name is known before the first alert.
   *
   * @throws IOException if it cannot be written to
   */
  public void prepare() throws IOException {
    stream();
    release();
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public void write(LineBuffer lines) throws IOException {
    try {
      lines.writeTo(stream());
    } catch (IOException e) {
      close();
      throw e;
    }
    release();
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() throws IOException {
    OutputStream closing = open;
    if (closing != null) {
      open = null;
      closing.close();
    }
  }

  private OutputStream stream() throws IOException {
    OutputStream stream = open;
    if (stream == null) {
      stream = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      open = stream;
    }
    return stream;
  }

  private void release() throws IOException {
    if (!keepAlive) {
      close();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import io.falcoj.engine.VisibleText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One log to be read.
 *
 * @param name for messages: as it was given, or as found in a folder that was given, made visible
 * @param path null for standard input
 * @param size bytes as stored; -1 if not known
 */
public record LogFile(String name, @Nullable Path path, long size) {

  /** Name of standard input. */
  static final String STANDARD_INPUT = "-";

  /** A file; the size of what is no ordinary file (a pipe, a device) is not known. */
  static LogFile of(Path path) throws IOException {
    return new LogFile(
        VisibleText.of(path.toString()), path, Files.isRegularFile(path) ? Files.size(path) : -1);
  }

  /** Whether it is standard input, which may come from something that goes on. */
  public boolean isStandardInput() {
    return path == null && name.equals(STANDARD_INPUT);
  }

  /**
   * Opens the file; standard input is what was given for it.
   *
   * @throws IOException whose message says in plain words which file and why
   */
  public InputStream open(InputStream standardInput) throws IOException {
    if (path == null) {
      return new FilterInputStream(standardInput) {
        @Override
        public void close() {
          // Belongs to the program.
        }
      };
    }
    try {
      return Channels.newInputStream(FileChannel.open(path, StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      throw new IOException(name + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(name + ": permission denied", e);
    } catch (IOException e) {
      throw new IOException(name + ": cannot be opened: " + e.getMessage(), e);
    }
  }
}

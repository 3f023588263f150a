// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.sources.syscall.capture.CaptureFile;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs that are read by one reader: a capture, or audit logs one after another. What a file is
 * its content tells; of what is no ordinary file only standard input is looked at.
 *
 * @param inputs as they were given; one if it is a capture
 */
record Recording(Kind kind, List<String> inputs) {

  /** What a recording holds. */
  enum Kind {
    AUDIT_LOGS,
    CAPTURE
  }

  private static final String STANDARD_INPUT = "-";

  /**
   * The recordings in the order of their inputs.
   *
   * @param standardInput supports marks
   * @throws NoSuchFileException if there is no such input
   * @throws IOException if an input cannot be read; its message names the input
   */
  static List<Recording> of(List<String> inputs, InputStream standardInput) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    List<String> logs = new ArrayList<>();
    for (String input : inputs) {
      if (isCapture(input, standardInput)) {
        addLogs(logs, recordings);
        recordings.add(new Recording(Kind.CAPTURE, List.of(input)));
      } else {
        logs.add(input);
      }
    }
    addLogs(logs, recordings);
    return recordings;
  }

  /** Whether it is a capture. */
  boolean isCapture() {
    return kind == Kind.CAPTURE;
  }

  /** Whether all inputs are files or folders, so that reading them takes nothing away. */
  boolean canBeReadAgain() {
    return inputs.stream()
        .allMatch(
            input ->
                !input.equals(STANDARD_INPUT)
                    && (Files.isRegularFile(Path.of(input)) || Files.isDirectory(Path.of(input))));
  }

  /** Whether it is read from a file, by whatever name. */
  boolean isFile(Path file) {
    try {
      String input = inputs.get(0);
      return !input.equals(STANDARD_INPUT)
          && Files.exists(file)
          && Files.isSameFile(Path.of(input), file);
    } catch (IOException e) {
      return false;
    }
  }

  private static void addLogs(List<String> logs, List<Recording> recordings) {
    if (!logs.isEmpty()) {
      recordings.add(new Recording(Kind.AUDIT_LOGS, List.copyOf(logs)));
      logs.clear();
    }
  }

  private static boolean isCapture(String input, InputStream standardInput) throws IOException {
    if (input.equals(STANDARD_INPUT)) {
      return CaptureFile.isCapture(standardInput);
    }
    Path path = Path.of(input);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(input);
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      return false;
    }
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(path))) {
      return CaptureFile.isCapture(stream);
    } catch (IOException e) {
      throw new IOException(input + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Stored size of a capture in bytes; -1 if it is not known. */
  long captureSize() throws IOException {
    String input = inputs.get(0);
    return input.equals(STANDARD_INPUT) ? -1 : Files.size(Path.of(input));
  }

  /** Opens a capture as it is stored; standard input is what was given for it. */
  InputStream openCapture(InputStream standardInput) throws IOException {
    String input = inputs.get(0);
    if (!input.equals(STANDARD_INPUT)) {
      return Files.newInputStream(Path.of(input));
    }
    return new FilterInputStream(standardInput) {
      @Override
      public void close() {
        // Belongs to the program.
      }
    };
  }
}

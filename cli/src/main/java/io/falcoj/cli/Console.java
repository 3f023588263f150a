// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.StandardOutput;
import io.falcoj.outputs.LineBuffer;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is connected to: the process's streams, or those of a test.
 *
 * @param in standard input, unbuffered
 * @param out standard output, unbuffered: it carries alerts, or what a listing lists
 * @param err standard error: it carries all else
 * @param outFile by which standard output can be read where it is a file; null for streams of a test
 * @param outIsPipe whether somebody reads standard output who may go away
 * @param errIsTerminal whether a person looks at standard error
 * @param environment environment variables
 */
public record Console(
    InputStream in,
    OutputStream out,
    PrintStream err,
    @Nullable Path outFile,
    boolean outIsPipe,
    boolean errIsTerminal,
    Map<String, String> environment) {

  /** Where Linux shows what standard output is. */
  private static final Path OUT_FILE = Path.of("/proc/self/fd/1");

  private static final String OUT_IS_PIPE = "falcoj.out.pipe";
  private static final String ERR_IS_TERMINAL = "falcoj.err.terminal";

  /** Takes away what the progress bar may have drawn. */
  private static final String ERASE_LINE = "\r\u001b[K";

  /** The streams of this process; the launcher tells what they are, since Java cannot. */
  static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        StandardError.start(new FileOutputStream(FileDescriptor.err)),
        OUT_FILE,
        Boolean.getBoolean(OUT_IS_PIPE),
        Boolean.getBoolean(ERR_IS_TERMINAL),
        System.getenv());
  }

  /**
   * From now on nobody waits for whoever reads standard error: what they do not take in time is
   * left out, and told. Where events come in, that must not hold them up.
   */
  void neverWait() {
    if (err instanceof StandardError stream) {
      stream.neverWait();
    }
  }

  /** Waits until what was told is written, or cannot be. */
  void finish() {
    err.close();
  }

  /**
   * Tells something to the person at standard error.
   *
   * @param text any number of lines, each of which arrives without characters that act on a
   *     terminal
   */
  void tell(String text) {
    LineBuffer lines = new LineBuffer(text.length() + 2);
    if (errIsTerminal) {
      lines.append(ERASE_LINE);
    }
    for (String line : text.strip().split("\n")) {
      lines.appendVisible(line);
      lines.append('\n');
    }
    byte[] bytes = lines.toByteArray();
    synchronized (err) {
      err.write(bytes, 0, bytes.length);
      err.flush();
    }
  }

  /**
   * Prints what was asked for on standard output.
   *
   * @throws FalcoException if it cannot be written; not if nobody reads it any more
   */
  void print(String text) throws FalcoException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      if (!hasLostReader(e)) {
        throw new FalcoException("standard output cannot be written: " + e.getMessage(), e);
      }
    }
  }

  /** Whether a failed write to standard output means that its reader has gone. */
  boolean hasLostReader(IOException failure) {
    String message = failure.getMessage();
    return outIsPipe || (message != null && message.contains("Broken pipe"));
  }

  /** Where alerts go. */
  StandardOutput standardOutput() {
    return new StandardOutput(out, this::hasLostReader, outFile);
  }

  /** Tells why the run ends, in Falco's form. */
  void error(String reason) {
    tell("Error: " + reason);
  }
}

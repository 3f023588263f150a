// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.outputs.FileOutput;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.StdoutOutput;
import io.falcoj.outputs.http.HttpOutput;
import io.falcoj.outputs.http.HttpSettings;
import io.falcoj.outputs.program.ProgramOutput;
import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolOptions;
import io.falcoj.outputs.syslog.SyslogOutput;
import io.falcoj.outputs.syslog.SystemLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one output is configured. Equal ones make outputs that do the same.
 *
 * @param spool where alerts wait on disk that it cannot take yet; null for nowhere
 */
public record OutputSettings(Kind kind, @Nullable OnDisk spool) {

  private static final Logger LOGGER = LoggerFactory.getLogger(OutputSettings.class);

  /** The output's name. */
  public String name() {
    return kind.name();
  }

  /**
   * Makes the output.
   *
   * @throws FalcoException if it can never take an alert
   */
  public Output open() throws FalcoException {
    return kind.open();
  }

  /** The files that are read when it is made. */
  public List<Path> files() {
    return kind.files();
  }

  /**
   * Opens the spool; tells if there is none where the standard one should be.
   *
   * @throws FalcoException if there can be none where one is configured
   */
  public @Nullable Spool openSpool() throws FalcoException {
    if (spool == null) {
      return null;
    }
    try {
      return Spool.open(spool.folder(), spool.options());
    } catch (IOException e) {
      if (!spool.isStandard()) {
        throw new FalcoException("falcoj.spool.path: no spool for " + name() + ": " + e, e);
      }
      LOGGER.warn(
          "no spool for {}, alerts wait for it in memory only ({}); falcoj.spool.path names"
              + " another folder",
          name(),
          e.toString());
      return null;
    }
  }

  /**
   * A spool.
   *
   * @param isStandard whether nobody named the folder
   */
  public record OnDisk(Path folder, SpoolOptions options, boolean isStandard) {}

  /** What tells one kind of output from another. */
  sealed interface Kind {

    String name();

    Output open() throws FalcoException;

    default List<Path> files() {
      return List.of();
    }
  }

  /** Standard output. */
  record ToStandardOutput(StandardOutput to) implements Kind {

    @Override
    public String name() {
      return StdoutOutput.NAME;
    }

    @Override
    public Output open() {
      return new StdoutOutput(to.stream(), to.hasLostReader(), to.file());
    }
  }

  /** A file. */
  record ToFile(Path file, boolean keepAlive) implements Kind {

    @Override
    public String name() {
      return FileOutput.NAME;
    }

    @Override
    public Output open() throws FalcoException {
      try {
        FileOutput output = new FileOutput(file, keepAlive);
        output.prepare();
        return output;
      } catch (IOException e) {
        throw new FalcoException(
            "file_output: %s cannot be written to: %s".formatted(file, e.getMessage()), e);
      }
    }
  }

  /** The log of the system. */
  record ToSystemLog(Path socket, String program) implements Kind {

    @Override
    public String name() {
      return SyslogOutput.NAME;
    }

    @Override
    public Output open() {
      return new SyslogOutput(new SystemLog(socket, program));
    }
  }

  /** A program. */
  record ToProgram(
      String command, boolean keepAlive, OutputStream standardOutput, Duration patience)
      implements Kind {

    @Override
    public String name() {
      return ProgramOutput.NAME;
    }

    @Override
    public Output open() {
      return new ProgramOutput(command, keepAlive, standardOutput, patience);
    }
  }

  /** A server. */
  record ToServer(HttpSettings settings, @Nullable OutputStream echo) implements Kind {

    @Override
    public String name() {
      return HttpOutput.NAME;
    }

    @Override
    public Output open() throws FalcoException {
      try {
        return new HttpOutput(settings, echo);
      } catch (IOException e) {
        throw new FalcoException("http_output: " + e.getMessage(), e);
      }
    }

    @Override
    public List<Path> files() {
      return Stream.of(
              settings.tls().authorities(), settings.tls().certificate(), settings.tls().key())
          .flatMap(Stream::ofNullable)
          .toList();
    }
  }
}

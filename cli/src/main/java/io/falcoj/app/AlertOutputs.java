// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app;

import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.outputs.FileOutput;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.StdoutOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** The outputs that a configuration asks for. */
public final class AlertOutputs {

  private AlertOutputs() {}

  /**
   * Makes them, ready to take the alerts of a replay. The caller closes them.
   *
   * @param standardOutput never closed
   * @param hasLostReader whether a failed write to it means that nobody reads any more
   * @throws FalcoException if a file cannot be written to
   */
  public static Outputs forReplay(
      FalcoConfig config, OutputStream standardOutput, Predicate<IOException> hasLostReader)
      throws FalcoException {
    return start(Outputs.forReplay(), config, standardOutput, hasLostReader);
  }

  /**
   * Makes them, ready to take alerts about what happens now. The caller closes them.
   *
   * @param standardOutput never closed
   * @param hasLostReader whether a failed write to it means that nobody reads any more
   * @throws FalcoException if a file cannot be written to
   */
  public static Outputs forLive(
      FalcoConfig config, OutputStream standardOutput, Predicate<IOException> hasLostReader)
      throws FalcoException {
    return start(Outputs.forLive(), config, standardOutput, hasLostReader);
  }

  private static Outputs start(
      Outputs.Builder outputs,
      FalcoConfig config,
      OutputStream standardOutput,
      Predicate<IOException> hasLostReader)
      throws FalcoException {
    if (config.get(ConfigKeys.STDOUT_OUTPUT_ENABLED)) {
      outputs.add(new StdoutOutput(standardOutput, hasLostReader));
    }
    if (config.get(ConfigKeys.FILE_OUTPUT_ENABLED)) {
      outputs.add(file(config));
    }
    return outputs.start();
  }

  private static FileOutput file(FalcoConfig config) throws FalcoException {
    String name = config.get(ConfigKeys.FILE_OUTPUT_FILENAME);
    if (name.isEmpty()) {
      throw new FalcoException("file_output is enabled, but file_output.filename is not set");
    }
    try {
      FileOutput output =
          new FileOutput(Path.of(name), config.get(ConfigKeys.FILE_OUTPUT_KEEP_ALIVE));
      output.prepare();
      return output;
    } catch (InvalidPathException | IOException e) {
      throw new FalcoException(
          "file_output: %s cannot be written to: %s".formatted(name, e.getMessage()), e);
    }
  }
}

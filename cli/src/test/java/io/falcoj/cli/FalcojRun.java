// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of the program inside the test's process, through the entry point of the launcher.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record FalcojRun(int exitCode, String out, String err) {

  /** Runs falcoj with these arguments, no input and the environment of a fixed host. */
  public static FalcojRun of(String... arguments) {
    return of(List.of(arguments));
  }

  /** Runs falcoj with these arguments, no input and the environment of a fixed host. */
  public static FalcojRun of(List<String> arguments) {
    return from(new byte[0], arguments);
  }

  /** Runs falcoj with these arguments, no input and further variables in its environment. */
  public static FalcojRun of(Map<String, String> environment, List<String> arguments) {
    return from(new byte[0], environment, arguments);
  }

  /** Runs falcoj with this on its standard input. */
  static FalcojRun from(byte[] in, List<String> arguments) {
    return from(in, Map.of(), arguments);
  }

  private static FalcojRun from(
      byte[] in, Map<String, String> environment, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FalcojRun run = run(in, out, environment, arguments);
    return new FalcojRun(run.exitCode, out.toString(StandardCharsets.UTF_8), run.err);
  }

  /** Runs falcoj with its standard output going elsewhere. */
  static FalcojRun to(OutputStream out, List<String> arguments) {
    return run(new byte[0], out, Map.of(), arguments);
  }

  private static FalcojRun run(
      byte[] in, OutputStream out, Map<String, String> environment, List<String> arguments) {
    Map<String, String> variables =
        new HashMap<>(Map.of("FALCO_HOSTNAME", "test-host", "TZ", "UTC"));
    variables.putAll(environment);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(in),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            false,
            false,
            variables);
    int exitCode = Main.run(console, arguments.toArray(new String[0]));
    return new FalcojRun(exitCode, "", err.toString(StandardCharsets.UTF_8));
  }
}

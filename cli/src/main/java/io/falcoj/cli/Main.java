// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.live.ProcessSignals;
import io.falcoj.engine.VisibleText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine;

/** The program {@code falcoj}. */
public final class Main {

  private static final String OUT_OF_MEMORY =
      "there is not enough memory: FALCOJ_JAVA_OPTS=-Xmx4g gives more, --max-event-size less work";

  private Main() {}

  /** Runs the program on the process's streams and ends the process. */
  public static void main(String[] arguments) {
    // Before all else: by themselves they would end it.
    ProcessSignals signals = new ProcessSignals().hold("USR1", "USR2", "HUP");
    Console console = Console.ofProcess();
    int code = run(console, signals, arguments);
    console.finish();
    System.exit(code);
  }

  /**
   * Runs the program.
   *
   * @return the exit code
   */
  public static int run(Console console, String... arguments) {
    try (ProcessSignals signals = new ProcessSignals()) {
      return run(console, signals, arguments);
    }
  }

  private static int run(Console console, ProcessSignals signals, String... arguments) {
    FalcojCommand command = new FalcojCommand(console, signals);
    CommandLine commandLine = new CommandLine(command);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExpandAtFiles(false);
    commandLine.setUsageHelpWidth(100);
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler((e, unused) -> refuse(console, e));
    commandLine.setExecutionExceptionHandler(
        (e, unused, parsed) -> fail(console, e, command.invocation().isDebugging()));
    try {
      return commandLine.execute(arguments);
    } catch (OutOfMemoryError e) {
      console.error(OUT_OF_MEMORY);
      return ExitCode.ERROR;
    } catch (Error e) {
      return fail(console, e, command.invocation().isDebugging());
    }
  }

  private static int refuse(Console console, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.error(VisibleText.of(String.valueOf(e.getMessage())) + "; see " + command + " --help");
    return ExitCode.ERROR;
  }

  private static int fail(Console console, Throwable e, boolean debugging) {
    console.error(e instanceof FalcoException known ? known.getMessage() : VisibleText.of("internal error: " + e));
    if (debugging) {
      e.printStackTrace(console.err());
    }
    return ExitCode.ERROR;
  }
}

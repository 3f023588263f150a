// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.PolicyInput;
import io.falcoj.daemon.log.RunLog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code falcoj convert psp}: turns PodSecurityPolicies into rules. */
@Command(name = "psp", description = "Turns PodSecurityPolicies into a rules file.")
final class ConvertPspCommand implements Callable<Integer> {

  @Option(
      names = "--psp-path",
      required = true,
      paramLabel = "FILE|DIR",
      description = "The policies: a file, a directory, - for standard input.")
  Path policies = Path.of("");

  @Option(
      names = "--rules-path",
      required = true,
      paramLabel = "FILE",
      description = "The rules file to write, - for standard output.")
  Path rules = Path.of("");

  @Mixin private final PolicyOptions options = new PolicyOptions();

  @ParentCommand ConvertCommand parent = new ConvertCommand();

  @Override
  public Integer call() throws FalcoException {
    Invocation invocation = parent.falcoj().invocation();
    Console console = invocation.console();
    RunLog log = invocation.startLog();
    try {
      List<Path> files = List.of(policies);
      PolicySaver.save(console, files, PolicyInput.read(files, console.in()), options, rules);
      return ExitCode.OK;
    } finally {
      log.close();
    }
  }
}

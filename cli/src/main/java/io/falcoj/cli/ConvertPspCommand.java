// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.daemon.FalcoException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--psp-strict",
      description = "Refuse a policy that Kubernetes itself would refuse for what it lacks.")
  boolean strict;

  @Option(
      names = "--psp-service-account-volume",
      paramLabel = "KIND",
      converter = TokenVolumeConverter.class,
      description = TokenVolumeConverter.DESCRIPTION)
  TokenVolumeMode tokenVolume = TokenVolumeMode.AUTO;

  @ParentCommand ConvertCommand parent = new ConvertCommand();

  @Override
  public Integer call() throws FalcoException {
    FalcojCommand falcoj = parent.falcoj();
    RunLog log = falcoj.startLog(falcoj.configuration.load(falcoj.console().environment()));
    try {
      return new PolicySaver(falcoj.console())
          .run(
              List.of(policies),
              PolicyInput.read(List.of(policies), falcoj.console()),
              strict,
              tokenVolume,
              rules);
    } finally {
      log.close();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.FalcoBuilder;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.LocalPlace;
import io.falcoj.daemon.PolicyInput;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.yaml.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name rules and policies. */
final class RulesInput {

  @Option(
      names = "-r",
      paramLabel = "FILE|DIR",
      description =
          "Rules file, or a directory whose .yaml and .yml files are read in the order of their"
              + " names. May be given several times; later files add to and change earlier ones.")
  List<Path> rules = new ArrayList<>();

  @Option(
      names = "--psp",
      paramLabel = "FILE|DIR",
      description =
          "PodSecurityPolicy to try: it is turned into rules. A directory stands for its .yaml,"
              + " .yml and .json files, - for standard input. May be given several times."
              + " All violated properties of a pod alert, not only the first.")
  List<Path> policies = new ArrayList<>();

  @Mixin private final PolicyOptions policyOptions = new PolicyOptions();

  private @Nullable SourceText standardInput;

  /** Reads what is asked for from standard input, once; to be called before anything is loaded. */
  void readStandardInput(Console console) throws FalcoException {
    if (policyOptions.tokenVolume() != TokenVolumeMode.AUTO && policies.isEmpty()) {
      throw new FalcoException(
          "--psp-service-account-volume needs a policy: --psp FILE; rules that --psp-save kept"
              + " stay as they were saved");
    }
    standardInput = PolicyInput.read(policies, console.in());
  }

  /** What the policy {@code -} stands for; null if it is not among the policies. */
  @Nullable SourceText standardInput() {
    return standardInput;
  }

  /** How the policies are understood. */
  PolicyOptions policyOptions() {
    return policyOptions;
  }

  /** What loads the policies and rules. */
  FalcoBuilder builder(FalcoConfig config, Map<String, String> environment) {
    FalcoBuilder builder =
        ConfiguredFalco.builder()
            .config(config)
            .place(LocalPlace.of(environment))
            .standardInput(standardInput)
            .strictPolicies(policyOptions.strict())
            .tokenVolume(policyOptions.tokenVolume());
    rules.forEach(builder::rules);
    policies.forEach(builder::policy);
    return builder;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.daemon.Falco;
import io.falcoj.daemon.FalcoBuilder;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.LocalPlace;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.yaml.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to look for. */
final class RuleOptions {

  /** What was named by these is part of the suggested output now. */
  private static final Set<String> IMPLIED_OUTPUTS = Set.of("c", "container", "k", "kubernetes");

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

  @Option(
      names = "--psp-strict",
      description = "Refuse a policy that Kubernetes itself would refuse for what it lacks.")
  boolean strictPolicies;

  @Option(
      names = "--psp-service-account-volume",
      paramLabel = "KIND",
      converter = TokenVolumeConverter.class,
      description = TokenVolumeConverter.DESCRIPTION)
  TokenVolumeMode tokenVolume = TokenVolumeMode.AUTO;

  @Option(
      names = {"--psp-save", "--psp_save"},
      paramLabel = "FILE",
      description =
          "Write the rules made from the policies to a file, - for standard output. Needs no"
              + " recording.")
  @Nullable Path policyRules;

  @Option(
      names = {"-V", "--validate"},
      paramLabel = "FILE",
      description = "Check a rules file and say what is wrong with it. May be given several times.")
  List<Path> validate = new ArrayList<>();

  @Option(names = "-L", description = "List the loaded rules with their descriptions.")
  boolean listRules;

  @Option(names = "-l", paramLabel = "RULE", description = "Describe one loaded rule.")
  @Nullable String describedRule;

  @Option(
      names = {"-p", "--print"},
      paramLabel = "FORMAT",
      description =
          "Add a text with fields to the outputs of all rules. As in Falco container and"
              + " kubernetes, c and k for short, add nothing.")
  @Nullable String extraOutput;

  @Option(names = "--rule-schema", description = "Print the JSON Schema of rules files.")
  boolean schema;

  private @Nullable SourceText standardInput;

  /** Reads what is asked for from standard input, once; to be called before anything is loaded. */
  void readStandardInput(Console console) throws FalcoException {
    standardInput = PolicyInput.read(policies, console);
  }

  /** Writes the rules made from the policies to the file that was asked for. */
  void savePolicyRules(Console console, Path file) throws FalcoException {
    new PolicySaver(console).run(policies, standardInput, strictPolicies, tokenVolume, file);
  }

  /** Loads the policies and rules. */
  Falco load(FalcoConfig config, Map<String, String> environment) throws FalcoException {
    return builder(config, environment).load();
  }

  /** What loads the policies and rules. */
  FalcoBuilder builder(FalcoConfig config, Map<String, String> environment) {
    FalcoBuilder builder =
        Falco.builder()
            .config(config)
            .place(LocalPlace.of(environment))
            .standardInput(standardInput)
            .strictPolicies(strictPolicies)
            .tokenVolume(tokenVolume);
    rules.forEach(builder::rules);
    policies.forEach(builder::policy);
    if (extraOutput != null && !IMPLIED_OUTPUTS.contains(extraOutput)) {
      builder.appendOutput(extraOutput);
    }
    return builder;
  }
}

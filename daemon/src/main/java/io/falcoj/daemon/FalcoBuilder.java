// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.RuleSwitch;
import io.falcoj.daemon.drops.DropSettings;
import io.falcoj.daemon.recording.RecordingSettings;
import io.falcoj.engine.VisibleText;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.resolve.AppendOutput;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.library.Falco;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads rules and policies into a {@link ConfiguredFalco}. Used once, by one thread. */
public final class FalcoBuilder {

  private static final Logger LOGGER = LoggerFactory.getLogger(FalcoBuilder.class);

  private final List<Path> rules = new ArrayList<>();
  private final List<Path> policies = new ArrayList<>();
  private FalcoConfig config = FalcoConfig.STANDARD;
  private FieldSettings place = LocalPlace.of(System.getenv());
  private final List<AppendOutput> appendOutputs = new ArrayList<>();
  private @Nullable SourceText standardInput;
  private boolean strictPolicies;
  private TokenVolumeMode tokenVolume = TokenVolumeMode.AUTO;

  FalcoBuilder() {}

  /** Sets the configuration. */
  public FalcoBuilder config(FalcoConfig newConfig) {
    config = newConfig;
    return this;
  }

  /** Says where falcoj runs; as the system says unless called. */
  public FalcoBuilder place(FieldSettings newPlace) {
    place = newPlace;
    return this;
  }

  /**
   * Adds a rules file, or a folder whose {@code .yaml} and {@code .yml} files are read by name.
   * Later files add to and change earlier ones.
   */
  public FalcoBuilder rules(Path path) {
    rules.add(path);
    return this;
  }

  /**
   * Adds a file with PodSecurityPolicies, or a folder of such files. Their rules come before those
   * of all rules files, which so can change them. They always alert, and unless the configuration
   * says otherwise, so do all other rules that an event matches.
   */
  public FalcoBuilder policy(Path file) {
    policies.add(file);
    return this;
  }

  /** Says which text the policy {@link Policies#STANDARD_INPUT} stands for. */
  public FalcoBuilder standardInput(@Nullable SourceText text) {
    standardInput = text;
    return this;
  }

  /** Adds a text, in which fields may stand, to the outputs of all rules. */
  public FalcoBuilder appendOutput(String format) {
    appendOutputs.add(AppendOutput.ofFormat(format));
    return this;
  }

  /** Refuses policies that Kubernetes itself would refuse for what they lack. */
  public FalcoBuilder strictPolicies(boolean strict) {
    strictPolicies = strict;
    return this;
  }

  /** Says which token comes with a pod that a whole policy is asked about. */
  public FalcoBuilder tokenVolume(TokenVolumeMode mode) {
    tokenVolume = mode;
    return this;
  }

  /**
   * Loads everything; where no rules file was added, those that the configuration names. What is
   * doubtful is logged.
   *
   * @throws FalcoException if a file cannot be read, or a policy or rules are not valid; the
   *     message says everything that is wrong with the first file that has errors
   */
  public ConfiguredFalco load() throws FalcoException {
    RulesSettings settings = settings();
    Conversion conversion = Policies.convert(policies, standardInput, strictPolicies, tokenVolume);
    Falco falco = Falco.load(files(), settings.forLibrary(conversion));
    tell(falco, settings.switches());
    return new ConfiguredFalco(
        falco,
        settings,
        AlertFormats.of(config, place),
        FalcoException.ofConfig(() -> DropSettings.of(config)),
        place,
        RecordingSettings.of(config));
  }

  /** The files and folders that {@link #load} looks for. */
  public List<Path> paths() throws FalcoException {
    List<Path> paths = new ArrayList<>(policies);
    paths.addAll(rules.isEmpty() ? configuredRules() : rules);
    return paths;
  }

  /** As soon as there is a policy, all rules alert that match, unless something else is said. */
  private RulesSettings settings() {
    FalcoConfig effective =
        policies.isEmpty()
            ? config
            : config.withStandard(ConfigKeys.RULE_MATCHING, RuleMatching.ALL);
    return RulesSettings.of(effective, place, appendOutputs);
  }

  private List<RulesFile> files() throws FalcoException {
    List<RulesFile> files = new ArrayList<>();
    List<Path> paths = rules.isEmpty() ? existing(configuredRules()) : rules;
    for (Path path : paths) {
      files.addAll(RulesPath.rules(path));
    }
    if (!files.isEmpty() || !policies.isEmpty()) {
      return files;
    }
    if (!paths.isEmpty()) {
      throw new FalcoException(paths.get(0) + ": no .yaml or .yml files in this folder");
    }
    throw new FalcoException(
        "You must specify at least one rules file/directory via -r or rules_files in the"
            + " configuration, or a policy via --psp");
  }

  /** What the configuration names. */
  private List<Path> configuredRules() throws FalcoException {
    List<String> names = new ArrayList<>(config.get(ConfigKeys.RULES_FILES));
    names.addAll(config.get(ConfigKeys.RULES_FILE));
    List<Path> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(RulesPath.of(name));
    }
    return paths;
  }

  private static List<Path> existing(List<Path> paths) {
    List<Path> existing = new ArrayList<>();
    for (Path path : paths) {
      if (Files.exists(path)) {
        existing.add(path);
      } else {
        LOGGER.info("rules_files: found no {}", path);
      }
    }
    return existing;
  }

  /** Logs what is doubtful, and what the configuration does with rules. */
  private static void tell(Falco falco, List<RuleSwitch> switches) throws FalcoException {
    for (LoadResult result : falco.results()) {
      LOGGER.info("Loading rules from: {}", result.file());
      if (!result.isSuccessful()) {
        throw new FalcoException(result.verbose());
      }
      if (result.hasWarnings()) {
        LOGGER.warn(result.verbose());
      }
    }
    switches.forEach(each -> LOGGER.info("{}", VisibleText.of(each.describe())));
    if (!falco.disabledPolicyRules().isEmpty()) {
      LOGGER.warn(
          "disabled, so that nobody is told what these rules of policies refuse: {}",
          String.join(", ", falco.disabledPolicyRules()));
    }
  }
}

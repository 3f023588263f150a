// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.Falco;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Policies;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.ConfigSchema;
import io.falcoj.daemon.config.EngineKind;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.LoadedConfig;
import io.falcoj.daemon.config.LogLevel;
import io.falcoj.daemon.live.ProcessSignals;
import io.falcoj.daemon.live.RunLoader;
import io.falcoj.engine.rules.read.RulesSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code falcoj}: evaluates rules over recordings or live, or tells about rules and fields. */
@Command(
    name = "falcoj",
    sortOptions = false,
    customSynopsis = {
      "falcoj --psp FILE [-r FILE]... [-e FILE]... [OPTION]...",
      "       falcoj -r FILE [-e FILE]... [OPTION]...",
      "       falcoj convert psp --psp-path FILE --rules-path FILE [--psp-strict]"
    },
    subcommands = ConvertCommand.class,
    description =
        "Evaluates Falco rules, and what a PodSecurityPolicy would refuse, over recorded events, or"
            + " without -e over what happens now.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it ran, with or without alerts",
      "1:bad usage, policy, rules or input, nothing to judge, or an alert that could not be"
          + " written",
      "2:with --fail-on-alert, there was an alert; of a policy, about something that was let in"
    })
final class FalcojCommand implements Callable<Integer> {

  private final Console console;
  private final ProcessSignals signals;

  @Mixin ConfigOptions configuration = new ConfigOptions();
  @Mixin RuleOptions rules = new RuleOptions();
  @Mixin RecordingOptions recordings = new RecordingOptions();
  @Mixin RunOptions run = new RunOptions();
  @Mixin AlertOptions alerts = new AlertOptions();
  @Mixin ListingOptions listing = new ListingOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  private boolean debugging;

  /**
   * @param signals those that evaluating answers are held
   */
  FalcojCommand(Console console, ProcessSignals signals) {
    this.console = console;
    this.signals = signals;
  }

  @Override
  public Integer call() throws FalcoException {
    if (configuration.schema) {
      return print(ConfigSchema.document());
    }
    if (rules.schema) {
      return print(RulesSchema.document());
    }
    if (listing.ignoredEvents) {
      return new EventLister(console).listIgnored();
    }
    if (listing.events) {
      return new EventLister(console).list(listing.format());
    }
    LoadedConfig loaded = configuration.load(console.environment());
    debugging = configuration.logLevel(loaded.config()) == LogLevel.DEBUG;
    if (listing.version) {
      return new VersionPrinter(console).run(loaded.config());
    }
    if (listing.fieldsOf != null) {
      return new FieldLister(console)
          .run(loaded.config(), listing.fieldsOf, listing.namesOnly, listing.format(), run.verbose);
    }
    if (listing.plugins) {
      return new PluginLister(console).list(loaded.config());
    }
    if (listing.plugin != null) {
      return new PluginLister(console).describe(listing.plugin, loaded.config());
    }
    RunLog log = startLog(loaded);
    try {
      return callLogged(loaded, log);
    } finally {
      log.close();
    }
  }

  private int callLogged(LoadedConfig loaded, RunLog log) throws FalcoException {
    FalcoConfig config = loaded.config();
    if (!evaluates()) {
      signals.close();
    }
    if (!rules.validate.isEmpty()) {
      return new RulesValidator(console).run(rules, config);
    }
    if (rules.policies.contains(Policies.STANDARD_INPUT)
        && recordings.recordings.contains(Policies.STANDARD_INPUT.toString())) {
      throw new FalcoException("standard input holds the policy or the recording, not both");
    }
    rules.readStandardInput(console);
    if (rules.policyRules != null) {
      rules.savePolicyRules(console, rules.policyRules);
      if (recordings.recordings.isEmpty()) {
        return ExitCode.OK;
      }
    }
    if (watchesLive(config)) {
      return watch(log);
    }
    Falco falco = rules.load(config, console.environment());
    if (rules.listRules || rules.describedRule != null) {
      return new RulesDescriber(console).run(falco.rules(), rules.describedRule, config);
    }
    if (listing.support) {
      return new SupportPrinter(console)
          .run(falco, loaded, spec.commandLine().getParseResult().originalArgs());
    }
    return new RecordingReplayer(console, signals, falco).run(config, recordings, run, alerts);
  }

  /** Whether neither information nor another file is all that is asked for. */
  private boolean evaluates() {
    boolean onlySaves = rules.policyRules != null && recordings.recordings.isEmpty();
    return rules.validate.isEmpty() && !onlySaves && !asksForInformation();
  }

  private boolean asksForInformation() {
    return rules.listRules || rules.describedRule != null || listing.support;
  }

  /** Whether neither a recording nor information is asked for. */
  private boolean watchesLive(FalcoConfig config) {
    return recordings.recordings.isEmpty()
        && config.get(ConfigKeys.ENGINE_KIND) != EngineKind.REPLAY
        && !asksForInformation();
  }

  private int watch(RunLog log) throws FalcoException {
    RunLoader loader = new OptionsLoader(configuration, rules, run, console.environment());
    LiveWatcher watcher = new LiveWatcher(console, signals, log, loader);
    return recordings.dryRun
        ? watcher.check(run, alerts, recordings.copy)
        : watcher.run(run, alerts, recordings.copy);
  }

  private int print(ObjectNode json) throws FalcoException {
    console.print(json.toPrettyString() + "\n");
    return ExitCode.OK;
  }

  /** Begins to log, as the configuration says, with news about the configuration. */
  RunLog startLog(LoadedConfig loaded) {
    RunLog log = RunLog.start(console, configuration, loaded.config());
    loaded.log();
    return log;
  }

  Console console() {
    return console;
  }

  /** Whether the log is to tell everything; false until the configuration is read. */
  boolean isDebugging() {
    return debugging;
  }
}

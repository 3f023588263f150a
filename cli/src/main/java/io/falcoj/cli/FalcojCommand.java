// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.Falco;
import io.falcoj.app.FalcoException;
import io.falcoj.app.config.FalcoConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code falcoj}: evaluates rules over recordings, or tells about rules and fields. */
@Command(
    name = "falcoj",
    sortOptions = false,
    customSynopsis = {
      "falcoj --psp FILE -e FILE [OPTION]...",
      "       falcoj -r FILE -e FILE [OPTION]...",
      "       falcoj convert psp --psp-path FILE --rules-path FILE [--psp-strict]"
    },
    subcommands = ConvertCommand.class,
    description =
        "Evaluates Falco rules, and what a PodSecurityPolicy would refuse, over recorded events.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it ran, with or without alerts",
      "1:bad usage, policy, rules or input, or an alert that could not be written",
      "2:with --fail-on-alert, there was an alert"
    })
final class FalcojCommand implements Callable<Integer> {

  private final Console console;

  @Mixin RuleOptions rules = new RuleOptions();
  @Mixin RecordingOptions recordings = new RecordingOptions();
  @Mixin AlertOptions alerts = new AlertOptions();
  @Mixin ListingOptions listing = new ListingOptions();

  FalcojCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws FalcoException {
    FalcoConfig config = alerts.config();
    if (listing.version) {
      return new VersionPrinter(console).run(config);
    }
    if (listing.fieldsOf != null) {
      return new FieldLister(console).run(listing.fieldsOf, listing.namesOnly, listing.format);
    }
    ConsoleLog log = ConsoleLog.start(console, alerts.logLevel);
    try {
      return callLogged(config);
    } finally {
      log.close();
    }
  }

  private int callLogged(FalcoConfig config) throws FalcoException {
    if (!rules.validate.isEmpty()) {
      return new RulesValidator(console).run(rules.validate, config);
    }
    if (rules.policyRules != null) {
      PolicySaver.run(rules.policies, rules.strictPolicies, rules.policyRules);
      if (recordings.recordings.isEmpty()) {
        return ExitCode.OK;
      }
    }
    Falco falco = rules.load(config, console.environment());
    if (rules.listRules || rules.describedRule != null) {
      return new RulesDescriber(console).run(falco.rules(), rules.describedRule, config);
    }
    return new RecordingReplayer(console, falco).run(config, recordings, alerts);
  }

  Console console() {
    return console;
  }

  LogLevel logLevel() {
    return alerts.logLevel;
  }
}

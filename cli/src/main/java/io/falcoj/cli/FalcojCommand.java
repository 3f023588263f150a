// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.live.ProcessSignals;
import io.falcoj.daemon.log.RunLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code falcoj}: evaluates rules over recordings or live, or tells about rules and fields. Falco's
 * options ask for actions; the fields stand in the order of the options in the help.
 */
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
      "1:bad usage, policy, rules or input, nothing to judge, or an alert that could not be written",
      "2:with --fail-on-alert, there was an alert; of a policy, about something that was let in"
    })
final class FalcojCommand implements Callable<Integer> {

  @Mixin private final ConfigInput configuration = new ConfigInput();
  @Mixin private final ConfigSchemaPrinter configSchema = new ConfigSchemaPrinter();
  @Mixin private final RulesInput rules = new RulesInput();
  @Mixin private final PolicySaver policySaver;
  @Mixin private final RulesValidator validator;
  @Mixin private final RulesDescriber describer;
  @Mixin private final AlertText alertText = new AlertText();
  @Mixin private final RulesSchemaPrinter rulesSchema = new RulesSchemaPrinter();
  @Mixin private final EventInput events = new EventInput();
  @Mixin private final RunOptions run = new RunOptions();
  @Mixin private final AlertOutput alerts = new AlertOutput();
  @Mixin private final FieldLister fieldLister;
  @Mixin private final ListFormat format = new ListFormat();
  @Mixin private final PluginLister pluginLister = new PluginLister();
  @Mixin private final PluginDescriber pluginDescriber = new PluginDescriber();
  @Mixin private final EventLister eventLister = new EventLister(format);
  @Mixin private final IgnoredEventLister ignoredEvents = new IgnoredEventLister();
  @Mixin private final SupportPrinter support;
  @Mixin private final VersionPrinter version = new VersionPrinter();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this.")
  @SuppressWarnings("UnusedVariable") // picocli answers it
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Invocation invocation;
  private final Evaluation evaluation;

  /**
   * @param signals those that evaluating answers are held
   */
  FalcojCommand(Console console, ProcessSignals signals) {
    RulesLoading loading = new RulesLoading(rules, alertText);
    policySaver = new PolicySaver(rules, events);
    describer = new RulesDescriber(loading);
    validator = new RulesValidator(describer);
    fieldLister = new FieldLister(format, run);
    support = new SupportPrinter(loading);
    evaluation = new Evaluation(configuration, loading, events, run, alerts);
    invocation = new Invocation(console, signals, configuration);
  }

  /** The actions that load no rules; the first that is asked for is done. */
  private List<Action> listings() {
    return List.of(
        configSchema,
        rulesSchema,
        ignoredEvents,
        eventLister,
        version,
        fieldLister,
        pluginLister,
        pluginDescriber);
  }

  /** The actions on rules and policies, of which the log tells; all up to a last one are done. */
  private List<Action> actionsOnRules() {
    return List.of(validator, policySaver, describer, support, evaluation);
  }

  @Override
  public Integer call() throws FalcoException {
    invocation.calledWith(spec.commandLine().getParseResult().originalArgs());
    Optional<Action> listing = listings().stream().filter(Action::isAskedFor).findFirst();
    if (listing.isPresent()) {
      return listing.get().run(invocation);
    }
    RunLog log = invocation.startLog();
    try {
      return runOnRules();
    } finally {
      log.close();
    }
  }

  private int runOnRules() throws FalcoException {
    List<Action> asked = actionsOnRules().stream().filter(Action::isAskedFor).toList();
    Action last = asked.stream().filter(Action::isLast).findFirst().orElse(evaluation);
    if (last != evaluation) {
      invocation.signals().close();
    }
    if (last != validator) {
      events.refuseInputOf(rules);
      rules.readStandardInput(invocation.console());
    }
    for (Action before : asked.subList(0, asked.indexOf(last))) {
      before.run(invocation);
    }
    return last.run(invocation);
  }

  /** What this command's own commands share with it. */
  Invocation invocation() {
    return invocation;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.OutputAddition;
import io.falcoj.daemon.config.RuleSwitch;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.resolve.AppendOutput;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.library.FalcoSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said about rules beside their texts: equal texts with equal settings make the same rules.
 *
 * @param priority the least that an alert must have
 * @param matching which of the rules that an event matches alert
 * @param switches enable and disable rules, one after another
 * @param additions to the outputs of rules, by the configuration
 * @param furtherOutputs added behind those
 */
record RulesSettings(
    ConfiguredFields fields,
    Priority priority,
    RuleMatching matching,
    List<RuleSwitch> switches,
    List<OutputAddition> additions,
    List<AppendOutput> furtherOutputs) {

  RulesSettings {
    switches = List.copyOf(switches);
    additions = List.copyOf(additions);
    furtherOutputs = List.copyOf(furtherOutputs);
  }

  /**
   * Reads the configuration.
   *
   * @param furtherOutputs what is added to outputs beside
   */
  static RulesSettings of(
      FalcoConfig config, FieldSettings place, List<AppendOutput> furtherOutputs) {
    return new RulesSettings(
        ConfiguredFields.of(config, place),
        config.get(ConfigKeys.PRIORITY),
        config.get(ConfigKeys.RULE_MATCHING),
        config.get(ConfigKeys.RULES),
        config.get(ConfigKeys.APPEND_OUTPUT),
        furtherOutputs);
  }

  /** A loader that has loaded nothing yet. */
  RuleLoader newLoader() {
    FalcoSettings settings = forLibrary();
    return new RuleLoader(settings.loaderSettings(settings.fields()));
  }

  /**
   * The same for the library.
   *
   * @param policies whose rules come first
   */
  FalcoSettings forLibrary(Conversion policies) {
    return forLibrary().withPolicies(policies);
  }

  private FalcoSettings forLibrary() {
    FalcoSettings settings = fields.settings().withMinimumPriority(priority).withMatching(matching);
    for (AppendOutput output : appendOutputs()) {
      settings = settings.withAppendOutput(output);
    }
    return settings.withSelection(selection -> switches.forEach(each -> each.applyTo(selection)));
  }

  private List<AppendOutput> appendOutputs() {
    if (additions.isEmpty()) {
      return furtherOutputs;
    }
    FieldRegistry registry = fields.registry();
    List<AppendOutput> outputs = new ArrayList<>();
    for (OutputAddition entry : additions) {
      outputs.addAll(entry.additions(registry));
    }
    outputs.addAll(furtherOutputs);
    return outputs;
  }
}

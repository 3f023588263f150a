// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.FalcoBuilder;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.FalcoConfig;
import java.util.Map;

/** Loads the rules and policies that the options name, with the texts that they want in alerts. */
final class RulesLoading {

  private final RulesInput rules;
  private final AlertText text;

  RulesLoading(RulesInput rules, AlertText text) {
    this.rules = rules;
    this.text = text;
  }

  /** What loads them. */
  FalcoBuilder builder(FalcoConfig config, Map<String, String> environment) {
    FalcoBuilder builder = rules.builder(config, environment);
    text.addTo(builder);
    return builder;
  }

  /** Loads them as the configuration says. */
  ConfiguredFalco load(Invocation invocation) throws FalcoException {
    return builder(invocation.config(), invocation.console().environment()).load();
  }
}

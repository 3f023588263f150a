// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.listing.RulesListing;
import io.falcoj.engine.rules.LoadedRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code -L} and {@code -l}: tells what loaded rules are about. */
final class RulesDescriber implements Action {

  @Option(names = "-L", description = "List the loaded rules with their descriptions.")
  private boolean all;

  @Option(names = "-l", paramLabel = "RULE", description = "Describe one loaded rule.")
  private @Nullable String rule;

  private final RulesLoading loading;

  RulesDescriber(RulesLoading loading) {
    this.loading = loading;
  }

  @Override
  public boolean isAskedFor() {
    return all || rule != null;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    ObjectNode described = describe(loading.load(invocation).rules());
    boolean isJson = invocation.config().get(ConfigKeys.JSON_OUTPUT);
    invocation.console().print(isJson ? described + "\n" : RulesListing.text(described));
    return ExitCode.OK;
  }

  /**
   * What rules are about, of those that are asked for.
   *
   * @throws FalcoException if there is no such rule
   */
  ObjectNode describe(LoadedRules rules) throws FalcoException {
    return RulesListing.json(rules, rule);
  }
}

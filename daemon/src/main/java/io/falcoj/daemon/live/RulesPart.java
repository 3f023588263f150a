// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.ConfiguredFalco;
import java.util.function.Consumer;

/** The rules, and all else about what is done with an event. */
final class RulesPart implements LivePart<RulesPart.Loaded> {

  private final LiveRules rules;
  private final Consumer<RulesInForce> replaced;

  /**
   * @param replaced is told of rules that are in force no longer
   */
  RulesPart(LiveRules rules, Consumer<RulesInForce> replaced) {
    this.rules = rules;
    this.replaced = replaced;
  }

  /** What was loaded; equal to what does the same. */
  record Loaded(ConfiguredFalco falco) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Loaded loaded && falco.doesTheSameAs(loaded.falco);
    }

    @Override
    public int hashCode() {
      return falco.files().size();
    }
  }

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public Loaded settings(RunLoader.Loaded loaded) {
    return new Loaded(loaded.falco());
  }

  @Override
  public void use(Loaded loaded) {
    if (loaded.falco() != rules.current().falco()) {
      replaced.accept(rules.replace(loaded.falco()));
    }
  }

  @Override
  public void stop() {
    // There are always rules.
  }
}

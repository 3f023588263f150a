// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.rules.RuleMatcher;
import io.falcoj.engine.rules.RuleSelection;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of {@code rules}: enables or disables rules.
 *
 * @param enable whether it enables
 * @param rule names of the rules, {@code *} stands for any text; empty for none
 * @param tag a tag of the rules; empty for none
 */
public record RuleSwitch(boolean enable, String rule, String tag) {

  private static final ConfigShape WHICH =
      ConfigShape.of().text("rule").text("tag").needsSomething();

  /** How it is written. */
  static final ConfigType<RuleSwitch> TYPE =
      new ConfigType<>(
          "enable or disable, with the name or the tag of rules",
          ConfigShape.of()
              .part("disable", WHICH.schema())
              .part("enable", WHICH.schema())
              .needsSomething()
              .schema(),
          RuleSwitch::read);

  /** Changes a selection. */
  public void applyTo(RuleSelection selection) {
    if (!rule.isEmpty()) {
      set(selection, RuleMatcher.wildcard(rule));
    }
    if (!tag.isEmpty()) {
      set(selection, RuleMatcher.anyTag(Set.of(tag)));
    }
  }

  /** What it does, in Falco's words. */
  public String describe() {
    String verb = enable ? "Enabling" : "Disabling";
    String byName = rule.isEmpty() ? "" : verb + " rules with name: " + rule;
    String byTag = tag.isEmpty() ? "" : verb + " rules with tag: " + tag;
    return byName.isEmpty() || byTag.isEmpty() ? byName + byTag : byName + "; " + byTag;
  }

  private void set(RuleSelection selection, RuleMatcher matcher) {
    if (enable) {
      selection.enable(matcher);
    } else {
      selection.disable(matcher);
    }
  }

  private static Optional<RuleSwitch> read(YamlNode node) {
    if (!(node instanceof YamlMapping)) {
      return Optional.empty();
    }
    YamlMapping mapping = (YamlMapping) node;
    boolean enable = mapping.get("enable") != null;
    if (!(mapping.get(enable ? "enable" : "disable") instanceof YamlMapping which)) {
      return Optional.empty();
    }
    RuleSwitch read =
        new RuleSwitch(enable, ConfigShape.text(which, "rule"), ConfigShape.text(which, "tag"));
    return read.rule.isEmpty() && read.tag.isEmpty() ? Optional.empty() : Optional.of(read);
  }
}

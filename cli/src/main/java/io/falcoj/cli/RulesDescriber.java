// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.FalcoException;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.ResolvedRule;
import io.falcoj.grammar.ExprPrinter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code -L} and {@code -l}: tells what loaded rules are about. */
final class RulesDescriber {

  private static final int LEFT_WIDTH = 50;
  private static final int RIGHT_WIDTH = 110 - LEFT_WIDTH;

  private final Console console;

  RulesDescriber(Console console) {
    this.console = console;
  }

  /**
   * @param name of the one rule to describe; null for all
   */
  int run(LoadedRules rules, @Nullable String name, FalcoConfig config) throws FalcoException {
    List<ResolvedRule> described =
        name == null ? rules.rules() : rules.find(name).map(List::of).orElse(List.of());
    if (name != null && described.isEmpty()) {
      throw new FalcoException("Rule \"" + name + "\" is not loaded");
    }
    console.print(config.get(ConfigKeys.JSON_OUTPUT) ? json(described) : text(described));
    return ExitCode.OK;
  }

  private static String text(List<ResolvedRule> rules) {
    StringBuilder text = new StringBuilder();
    appendRow(text, "Rule", "Description");
    appendRow(text, "----", "-----------");
    for (ResolvedRule rule : rules) {
      appendRow(text, rule.name(), rule.description());
      text.append('\n');
    }
    return text.toString();
  }

  private static void appendRow(StringBuilder text, String left, String right) {
    text.append(left).append(" ".repeat(Math.max(1, LEFT_WIDTH - left.length())));
    int used = 0;
    for (String word : right.strip().split("\\s+")) {
      if (used > 0 && used + 1 + word.length() > RIGHT_WIDTH) {
        text.append('\n').append(" ".repeat(LEFT_WIDTH));
        used = 0;
      }
      text.append(used > 0 ? " " : "").append(word);
      used += word.length() + 1;
    }
    text.append('\n');
  }

  private static String json(List<ResolvedRule> rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("rules");
    for (ResolvedRule rule : rules) {
      ObjectNode info = array.addObject().putObject("info");
      info.put("condition", ExprPrinter.print(rule.condition()));
      info.put("description", rule.description());
      info.put("enabled", rule.enabled());
      info.put("name", rule.name());
      info.put("output", rule.output());
      info.put("priority", rule.priority().text());
      info.put("source", rule.source());
      rule.tags().forEach(info.putArray("tags")::add);
    }
    return json + "\n";
  }
}

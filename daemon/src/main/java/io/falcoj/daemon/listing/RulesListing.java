// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.listing;

import io.falcoj.daemon.FalcoException;
import io.falcoj.engine.VisibleText;
import io.falcoj.engine.rules.LoadedRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code -L} and {@code -l}: tells what loaded rules are about. */
public final class RulesListing {

  private static final int LEFT_WIDTH = 50;
  private static final int RIGHT_WIDTH = 109 - LEFT_WIDTH;

  private RulesListing() {}

  /**
   * What rules are about, for programs.
   *
   * @param name of the one rule to describe; null for all
   * @throws FalcoException if there is no such rule
   */
  public static ObjectNode json(LoadedRules rules, @Nullable String name) throws FalcoException {
    Optional<ObjectNode> described =
        name == null ? Optional.of(rules.describe()) : rules.describe(name);
    return described.orElseThrow(() -> new FalcoException("Rule \"" + name + "\" is not loaded"));
  }

  /** The same for people. */
  public static String text(ObjectNode described) {
    StringBuilder text = new StringBuilder();
    appendRow(text, "Rule", "Description");
    appendRow(text, "----", "-----------");
    for (JsonNode rule : described.get("rules")) {
      JsonNode info = rule.get("info");
      String description = info.get("description").stringValue();
      appendRow(text, VisibleText.of(info.get("name").stringValue()), wrap(description));
    }
    return text.toString();
  }

  private static void appendRow(StringBuilder text, String left, String right) {
    text.append(left).append(" ".repeat(Math.max(0, LEFT_WIDTH - left.length())));
    text.append(' ').append(right).append('\n');
  }

  /** A blank stands behind every word, as in Falco. */
  private static String wrap(String description) {
    StringBuilder wrapped = new StringBuilder();
    int used = 0;
    for (String word : VisibleText.of(description.strip().replaceAll("\\s+", " ")).split(" ")) {
      if (used + word.length() + 1 > RIGHT_WIDTH) {
        wrapped.append('\n').append(" ".repeat(LEFT_WIDTH + 1));
        used = 0;
      }
      wrapped.append(word).append(' ');
      used += word.length() + 1;
    }
    return wrapped.append('\n').toString();
  }
}

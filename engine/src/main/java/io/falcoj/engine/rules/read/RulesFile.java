// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.yaml.SourceText;

/**
 * A text of rules with a name.
 *
 * @param source the text; messages call it by its name, most often a path as the user gave it
 * @param generated whether falcoj itself wrote the rules: advice on style would reach nobody
 */
public record RulesFile(SourceText source, boolean generated) {

  /** Rules that somebody wrote. */
  public static RulesFile of(String name, String content) {
    return new RulesFile(SourceText.of(name, content), false);
  }

  /** Rules that falcoj made out of something else. */
  public static RulesFile generated(String name, String content) {
    return new RulesFile(SourceText.of(name, content), true);
  }

  /** What messages call the file. */
  public String name() {
    return source.name();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.grammar.ConditionSyntaxException;
import java.util.List;

/** Says in a sentence what a condition's parser found and what could have stood there. */
final class SyntaxHint {

  private SyntaxHint() {}

  static String of(ConditionSyntaxException e) {
    if (e.expected().isEmpty()) {
      return "found " + e.found();
    }
    return "found " + e.found() + ", expected " + alternatives(e.expected());
  }

  private static String alternatives(List<String> words) {
    if (words.size() == 1) {
      return words.get(0);
    }
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}

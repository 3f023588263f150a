// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Span;
import io.falcoj.grammar.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what a condition's parser found and what could have stood there. */
final class SyntaxHint {

  /** More alternatives than these are not told again: the message has them. */
  private static final int MAX_ALTERNATIVES = 6;

  private static final String CLOSING = "')'";
  private static final char NO_QUOTE = '\0';

  private SyntaxHint() {}

  /**
   * @param e why a condition does not parse
   */
  static String of(ConditionSyntaxException e) {
    String found = "found " + e.found();
    String open = openParenthesis(e);
    if (open != null) {
      return open;
    }
    List<String> expected = e.expected();
    if (expected.isEmpty()) {
      return found;
    }
    if (expected.size() > MAX_ALTERNATIVES) {
      return found + ", expected one of these";
    }
    return found + ", expected " + alternatives(expected);
  }

  /** Tells of a parenthesis that the end of the condition leaves open. */
  private static @Nullable String openParenthesis(ConditionSyntaxException e) {
    Text text = e.span().text();
    String condition = text.content();
    boolean atEnd = condition.substring(e.span().offset()).isBlank();
    if (!atEnd || !e.expected().contains(CLOSING)) {
      return null;
    }
    Deque<Integer> open = new ArrayDeque<>();
    char quote = NO_QUOTE;
    for (int i = 0; i < condition.length(); i++) {
      char c = condition.charAt(i);
      if (quote != NO_QUOTE) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = NO_QUOTE;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        open.push(i);
      } else if (c == ')' && !open.isEmpty()) {
        open.pop();
      }
    }
    if (open.isEmpty()) {
      return null;
    }
    Span place = text.span(open.peek(), open.peek() + 1).origin();
    return "the '(' in line %d, column %d is not closed".formatted(place.line(), place.column());
  }

  private static String alternatives(List<String> words) {
    if (words.size() == 1) {
      return words.get(0);
    }
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}

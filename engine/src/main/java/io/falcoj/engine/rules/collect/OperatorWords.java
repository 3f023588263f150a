// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.collect;

import io.falcoj.grammar.ConditionSyntax;

/** Tells which texts are operators of the condition language, and of which kind. */
public final class OperatorWords {

  private final ConditionSyntax syntax;

  public OperatorWords(ConditionSyntax syntax) {
    this.syntax = syntax;
  }

  /** Whether the text is an operator, with or without modifier. */
  boolean isOperator(String text) {
    return syntax.unaryOperators().contains(text)
        || syntax.numericOperators().contains(text)
        || syntax.stringOperators().contains(text)
        || takesList(text);
  }

  /** Whether the text is an operator whose right-hand side is a list in parentheses. */
  public boolean takesList(String text) {
    return syntax.listOperators().contains(text) || hasModifier(text);
  }

  private boolean hasModifier(String text) {
    int blank = text.indexOf(' ');
    return blank > 0
        && syntax.stringOperators().contains(text.substring(0, blank))
        && syntax.modifiers().contains(text.substring(blank + 1));
  }
}

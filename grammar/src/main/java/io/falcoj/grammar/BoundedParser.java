// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * Base of the generated parser: bounds its depth, and keeps no parse tree. Its listener sees the
 * rules as they end and takes what it needs from their labels and their first and last token; so a
 * list of millions of values costs the values alone.
 */
abstract class BoundedParser extends Parser {

  private int maxDepth = Integer.MAX_VALUE;
  private int depth;
  private boolean failed;

  BoundedParser(TokenStream input) {
    super(input);
    setBuildParseTree(false);
    removeErrorListeners();
  }

  /** Whether a rule is a step towards the limit of depth. */
  abstract boolean nests(int rule);

  /** Sets the depth that is too deep. */
  final void limitDepth(int limit) {
    this.maxDepth = limit;
  }

  /** The error to throw; from now on the listener hears no more. */
  final SyntaxFailure fail(String message, int offset, int end, List<String> expected) {
    failed = true;
    return new SyntaxFailure(message, offset, end, expected);
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int rule) {
    super.enterRule(context, state, rule);
    if (nests(rule) && ++depth >= maxDepth) {
      int offset = getCurrentToken().getStartIndex();
      throw fail("exceeded max depth limit of " + maxDepth, offset, offset, List.of());
    }
  }

  @Override
  public void exitRule() {
    if (nests(_ctx.getRuleIndex())) {
      depth--;
    }
    super.exitRule();
  }

  /** Rules are left on the way of an error, too: what they hold then is not whole. */
  @Override
  protected void triggerExitRuleEvent() {
    if (!failed) {
      failed = true;
      super.triggerExitRuleEvent();
      failed = false;
    }
  }

  /** Takes the current token, without keeping it in a tree as the overridden method would. */
  @Override
  public Token consume() {
    Token token = getCurrentToken();
    if (token.getType() != Token.EOF) {
      getInputStream().consume();
    }
    return token;
  }
}

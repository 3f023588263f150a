// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import io.falcoj.grammar.Operand.FieldRef;
import io.falcoj.grammar.Operand.ListLiteral;
import io.falcoj.grammar.Operand.TransformerCall;
import io.falcoj.grammar.Operand.TransformerList;
import io.falcoj.grammar.Operand.ValueLiteral;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Builds the syntax tree while the generated parser runs. Each rule that holds others opens a level
 * when it is entered; what it holds is added to that level, and taken from there when it ends.
 */
final class SyntaxTreeBuilder extends FalcoFilterBaseListener {

  private final LineIndex lines;
  private final int maxListSize;
  private final Deque<List<Expr>> expressions = new ArrayDeque<>();
  private final Deque<List<Operand>> operands = new ArrayDeque<>();
  private final Deque<Boolean> negations = new ArrayDeque<>();
  private List<ValueLiteral> elements = new ArrayList<>();
  private @Nullable String bracketArgument;
  private @Nullable String modifier;

  SyntaxTreeBuilder(LineIndex lines, int maxListSize) {
    this.lines = lines;
    this.maxListSize = maxListSize;
    expressions.push(new ArrayList<>(1));
    operands.push(new ArrayList<>(2));
  }

  /** The condition, once it is parsed. */
  Expr condition() {
    return expressions.element().get(0);
  }

  /** The operand, once it is parsed. */
  Operand operand() {
    return operands.element().get(0);
  }

  /** What a token stands for: its text, or what is quoted in it. */
  static String valueOf(Token token) {
    String text = token.getText();
    return token.getType() == FalcoFilterLexer.QUOTED
        ? Escaping.unquote(text, token.getStartIndex())
        : text;
  }

  // Conditions

  @Override
  public void enterDisjunction(FalcoFilter.DisjunctionContext rule) {
    expressions.push(new ArrayList<>(2));
  }

  @Override
  public void exitDisjunction(FalcoFilter.DisjunctionContext rule) {
    List<Expr> held = expressions.pop();
    boolean topmost = expressions.size() == 1;
    // To Falco the topmost one begins where the text does, before any blanks.
    Span span = topmost ? lines.span(0, span(rule).end()) : span(rule);
    add(held.size() == 1 ? held.get(0) : new Expr.Or(held, span));
  }

  @Override
  public void enterConjunction(FalcoFilter.ConjunctionContext rule) {
    expressions.push(new ArrayList<>(2));
  }

  @Override
  public void exitConjunction(FalcoFilter.ConjunctionContext rule) {
    List<Expr> held = expressions.pop();
    add(held.size() == 1 ? held.get(0) : new Expr.And(held, span(rule)));
  }

  @Override
  public void enterNegation(FalcoFilter.NegationContext rule) {
    negations.push(false);
  }

  @Override
  public void exitNegator(FalcoFilter.NegatorContext rule) {
    negations.push(!negations.pop());
  }

  @Override
  public void exitNegation(FalcoFilter.NegationContext rule) {
    boolean groupIsNegated = rule.negatedGroup != null;
    if (negations.pop() != groupIsNegated) {
      List<Expr> level = expressions.element();
      add(new Expr.Not(level.remove(level.size() - 1), span(rule)));
    }
  }

  @Override
  public void exitCheck(FalcoFilter.CheckContext rule) {
    if (rule.macro != null) {
      add(new Expr.MacroRef(rule.macro.getText(), span(rule)));
    }
  }

  @Override
  public void exitComparison(FalcoFilter.ComparisonContext rule) {
    List<Operand> sides = operands.element();
    Operand left = sides.get(0);
    String operator = rule.operator.getText();
    Span span = left.span().to(span(rule));
    if (sides.size() == 1) {
      add(new Expr.UnaryCheck(left, operator, span));
    } else {
      add(new Expr.BinaryCheck(left, operator, modifier, sides.get(1), span));
    }
    modifier = null;
    sides.clear();
  }

  @Override
  public void exitStringSide(FalcoFilter.StringSideContext rule) {
    modifier = rule.modifier == null ? null : rule.modifier.getText();
  }

  // Values

  @Override
  public void exitNumber(FalcoFilter.NumberContext rule) {
    add(value(rule.start));
  }

  @Override
  public void exitString(FalcoFilter.StringContext rule) {
    add(value(rule.start));
  }

  @Override
  public void exitLiteral(FalcoFilter.LiteralContext rule) {
    add(value(rule.start));
  }

  @Override
  public void exitListName(FalcoFilter.ListNameContext rule) {
    add(value(rule.start));
  }

  @Override
  public void exitModified(FalcoFilter.ModifiedContext rule) {
    if (rule.name != null) {
      add(value(rule.name));
    }
  }

  @Override
  public void exitElement(FalcoFilter.ElementContext rule) {
    if (elements.size() == maxListSize) {
      int offset = rule.start.getStartIndex();
      throw new SyntaxFailure(
          "exceeded max list size of " + maxListSize, offset, offset, List.of());
    }
    elements.add(value(rule.start));
  }

  @Override
  public void exitList(FalcoFilter.ListContext rule) {
    add(new ListLiteral(elements, span(rule)));
    elements = new ArrayList<>();
  }

  // Fields and transformers

  @Override
  public void exitBracketArgument(FalcoFilter.BracketArgumentContext rule) {
    bracketArgument = valueOf(rule.value);
  }

  @Override
  public void exitField(FalcoFilter.FieldContext rule) {
    String name = rule.name.getText();
    boolean bracket = rule.name.getType() == FalcoFilterLexer.FIELD_BRACKET;
    add(
        new FieldRef(
            bracket ? name.substring(0, name.length() - 1) : name,
            takeBracketArgument(),
            span(rule)));
  }

  @Override
  public void enterTransformer(FalcoFilter.TransformerContext rule) {
    operands.push(new ArrayList<>(2));
  }

  @Override
  public void exitTransformer(FalcoFilter.TransformerContext rule) {
    addCall(rule.name, rule);
  }

  @Override
  public void enterRightTransformer(FalcoFilter.RightTransformerContext rule) {
    operands.push(new ArrayList<>(1));
  }

  @Override
  public void exitRightTransformer(FalcoFilter.RightTransformerContext rule) {
    if (rule.name != null) {
      addCall(rule.name, rule);
    } else {
      List<Operand> transformer = operands.pop();
      add(transformer.get(0));
    }
  }

  @Override
  public void enterTransformerList(FalcoFilter.TransformerListContext rule) {
    operands.push(new ArrayList<>());
  }

  @Override
  public void exitTransformerList(FalcoFilter.TransformerListContext rule) {
    add(new TransformerList(operands.pop(), span(rule)));
  }

  private void addCall(Token name, ParserRuleContext rule) {
    String word = name.getText();
    List<Operand> arguments = operands.pop();
    add(
        new TransformerCall(
            word.substring(0, word.length() - 1), arguments, takeBracketArgument(), span(rule)));
  }

  private @Nullable String takeBracketArgument() {
    String taken = bracketArgument;
    bracketArgument = null;
    return taken;
  }

  private ValueLiteral value(Token token) {
    boolean quoted = token.getType() == FalcoFilterLexer.QUOTED;
    return new ValueLiteral(valueOf(token), quoted, span(token, token));
  }

  private void add(Expr expression) {
    expressions.element().add(expression);
  }

  private void add(Operand operand) {
    operands.element().add(operand);
  }

  private Span span(ParserRuleContext rule) {
    return span(rule.start, rule.stop);
  }

  private Span span(Token first, Token last) {
    return lines.span(first.getStartIndex(), last.getStopIndex() + 1);
  }
}

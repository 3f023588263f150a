// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import org.antlr.v4.runtime.UnbufferedTokenStream;

/**
 * Reads conditions. Follows the parser of libs 0.25: accepts the same texts and gives the same
 * trees. Does not know which fields exist; a lone word is the name of a macro.
 *
 * <pre>{@code
 * ConditionParser parser = new ConditionParser(syntax, ConditionLimits.DEFAULT);
 * Expr condition = parser.parse("proc.name in (cat, dog) and not user.name = root");
 * }</pre>
 *
 * <p>Immutable and thread-safe. Takes time and memory in proportion to the text.
 */
public final class ConditionParser {

  /** The parser looks one token ahead. */
  private static final int BUFFERED_TOKENS = 4;

  private final ConditionSyntax syntax;
  private final ConditionLimits limits;
  private final Words words;

  /** A parser for the words of {@code syntax} that gives up beyond {@code limits}. */
  public ConditionParser(ConditionSyntax syntax, ConditionLimits limits) {
    this.syntax = syntax;
    this.limits = limits;
    this.words = new Words(syntax);
  }

  /**
   * Reads a whole text as one condition.
   *
   * @throws ConditionSyntaxException if it is none, or exceeds a limit
   */
  public Expr parse(String text) throws ConditionSyntaxException {
    return parse(Text.of(text));
  }

  /**
   * Reads a whole text as one condition, whose parts know that it is theirs.
   *
   * @throws ConditionSyntaxException if it is none, or exceeds a limit
   */
  public Expr parse(Text condition) throws ConditionSyntaxException {
    String text = condition.content();
    LineIndex lines = new LineIndex(condition);
    SyntaxTreeBuilder builder = new SyntaxTreeBuilder(lines, limits.maxListSize());
    try {
      if (text.isEmpty()) {
        throw new SyntaxFailure("filter input string is empty", 0, 0, List.of("a condition"));
      }
      if (text.length() > limits.maxLength()) {
        throw new SyntaxFailure(
            "exceeded max length of " + limits.maxLength() + " characters", 0, 0, List.of());
      }
      parser(text, 0, builder).condition();
      return builder.condition();
    } catch (SyntaxFailure failure) {
      throw failure.in(text, lines);
    }
  }

  /**
   * Reads a field or a transformer that begins at {@code offset}, as output texts hold them: {@code
   * proc.aname[2]}, {@code tolower(proc.name)}. What follows it is not looked at. Places in the
   * result, and in the exception, are those in the whole text.
   *
   * @throws ConditionSyntaxException if none begins there, or it exceeds a limit
   */
  public ParsedOperand parseOperand(String text, int offset) throws ConditionSyntaxException {
    LineIndex lines = new LineIndex(Text.of(text));
    SyntaxTreeBuilder builder = new SyntaxTreeBuilder(lines, limits.maxListSize());
    try {
      if (Words.isBlankAt(text, offset)) {
        throw new SyntaxFailure(
            "unexpected token after '", offset, offset, List.of("a field", "a transformer"));
      }
      parser(text, offset, builder).operand();
      Operand operand = builder.operand();
      return new ParsedOperand(operand, operand.span().end());
    } catch (SyntaxFailure failure) {
      throw failure.in(text, lines);
    }
  }

  private FalcoFilter parser(String text, int offset, SyntaxTreeBuilder builder) {
    FalcoFilterLexer lexer = new FalcoFilterLexer(new TextStream(text, offset));
    lexer.use(words);
    FalcoFilter parser = new FalcoFilter(new UnbufferedTokenStream<>(lexer, BUFFERED_TOKENS));
    parser.limitDepth(limits.maxDepth());
    parser.setErrorHandler(new SyntaxErrors(syntax));
    parser.addParseListener(builder);
    return parser;
  }
}

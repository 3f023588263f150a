// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/**
 * Ends parsing at the first error. The rule of the grammar that could not go on tells what was
 * wanted; the messages are those of Falco's parser, which scripts match on.
 */
final class SyntaxErrors extends DefaultErrorStrategy {

  /**
   * What a rule wanted: the message, and the same in the words of {@link ConditionSyntaxException}.
   */
  private record Wanted(String message, List<String> words) {
    static Wanted of(String message, String... words) {
      return new Wanted(message, List.of(words));
    }
  }

  private final ConditionSyntax syntax;

  SyntaxErrors(ConditionSyntax syntax) {
    this.syntax = syntax;
  }

  @Override
  public void sync(Parser parser) {
    // Nothing is skipped to carry on behind an error.
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw failure((BoundedParser) parser, false);
  }

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    throw failure((BoundedParser) parser, error instanceof NoViableAltException);
  }

  private SyntaxFailure failure(BoundedParser parser, boolean noAlternative) {
    Token found = parser.getCurrentToken();
    Wanted wanted = wanted(parser, noAlternative);
    return parser.fail(wanted.message(), found.getStartIndex(), endOf(found), wanted.words());
  }

  private static int endOf(Token token) {
    return switch (token.getType()) {
      case Token.EOF, FalcoFilterLexer.UNEXPECTED -> token.getStartIndex();
      // The blanks that end 'and', 'or' and 'not' belong to the token, not to the word.
      default -> token.getStartIndex() + token.getText().stripTrailing().length();
    };
  }

  private Wanted wanted(BoundedParser parser, boolean noAlternative) {
    return switch (parser.getContext().getRuleIndex()) {
      case FalcoFilter.RULE_condition ->
          Wanted.of(
              "unexpected token after '" + lastToken(parser) + "', expecting 'or', 'and'",
              "and",
              "or",
              "end of text");
      case FalcoFilter.RULE_operand ->
          Wanted.of("unexpected token after '" + lastToken(parser), "a field", "a transformer");
      case FalcoFilter.RULE_disjunction ->
          Wanted.of("expected blank or '(' after 'or'", "a blank", "'('");
      case FalcoFilter.RULE_conjunction ->
          Wanted.of("expected blank or '(' after 'and'", "a blank", "'('");
      case FalcoFilter.RULE_group -> Wanted.of("expected a ')' token", "and", "or", "')'");
      case FalcoFilter.RULE_comparison ->
          new Wanted("expected a valid check operator: one of " + quoted(operators()), operators());
      case FalcoFilter.RULE_numericSide ->
          Wanted.of(
              "expected a number value or " + fieldWithTransformer(),
              "a number",
              "a transformer",
              fieldOnTheRight());
      case FalcoFilter.RULE_stringSide ->
          Wanted.of(
              "expected a string value or " + fieldWithTransformer(),
              "a value",
              "a transformer",
              fieldOnTheRight());
      case FalcoFilter.RULE_listSide ->
          Wanted.of(
              "expected a list, an identifier, or " + fieldWithTransformer(),
              "'('",
              "the name of a list",
              "a transformer",
              fieldOnTheRight());
      case FalcoFilter.RULE_modified ->
          Wanted.of("expected a list or an identifier", "'('", "the name of a list");
      case FalcoFilter.RULE_list ->
          isBehind(parser, FalcoFilterLexer.LIST_OPEN)
              ? Wanted.of("expected a ')' token", "a value", "')'")
              : Wanted.of("expected a ')' token", "','", "')'");
      case FalcoFilter.RULE_element -> Wanted.of("expected a string value", "a value");
      case FalcoFilter.RULE_transformer ->
          Wanted.of("expected a ')' token closing the transformer", "','", "')'");
      case FalcoFilter.RULE_rightTransformer ->
          Wanted.of("expected a ')' token closing the transformer", "')'");
      case FalcoFilter.RULE_argument ->
          Wanted.of(
              "expected field transformer argument: "
                  + "field, transformer, quoted string, number, or transformer list",
              "a field",
              "a transformer",
              "a quoted value",
              "a number",
              "'('");
      case FalcoFilter.RULE_transformerList ->
          noAlternative && isBehind(parser, FalcoFilterLexer.OPEN)
              ? listArgument()
              : Wanted.of("expected ')'", "','", "')'");
      case FalcoFilter.RULE_listArgument -> listArgument();
      case FalcoFilter.RULE_field ->
          Wanted.of(
              "expected a field within '" + syntax.fieldTransformer() + "' transformer", "a field");
      case FalcoFilter.RULE_bracketArgument ->
          isBehind(parser, FalcoFilterLexer.FIELD_BRACKET)
                  || isBehind(parser, FalcoFilterLexer.CLOSE_BRACKET)
              ? Wanted.of(
                  "expected a valid field argument: a quoted string or a bare string",
                  "a quoted value",
                  "a bare value")
              : Wanted.of("expected a ']' token", "']'");
      default ->
          Wanted.of(
              "expected a '(' token, a field check, or an identifier",
              "a field",
              "a transformer",
              "a macro",
              "not",
              "'('");
    };
  }

  private static Wanted listArgument() {
    return Wanted.of(
        "expected transformer list argument: field, transformer, quoted string, or number",
        "a field",
        "a transformer",
        "a quoted value",
        "a number");
  }

  private static boolean isBehind(BoundedParser parser, int type) {
    return parser.getTokenStream().LA(-1) == type;
  }

  private static String lastToken(BoundedParser parser) {
    Token last = parser.getTokenStream().LT(-1);
    return last == null ? "" : SyntaxTreeBuilder.valueOf(last);
  }

  private String fieldWithTransformer() {
    List<String> words = new ArrayList<>(List.of(syntax.fieldTransformer()));
    words.addAll(syntax.transformers());
    return "a field with a valid transformer: " + quoted(words);
  }

  private String fieldOnTheRight() {
    return syntax.fieldTransformer() + "(field)";
  }

  private List<String> operators() {
    List<String> words = new ArrayList<>(syntax.unaryOperators());
    words.addAll(syntax.numericOperators());
    words.addAll(syntax.stringOperators());
    words.addAll(syntax.listOperators());
    return words;
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import io.falcoj.grammar.Operand.FieldRef;
import io.falcoj.grammar.Operand.ListLiteral;
import io.falcoj.grammar.Operand.TransformerCall;
import io.falcoj.grammar.Operand.TransformerList;
import io.falcoj.grammar.Operand.ValueLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A second reading of the language, to compare the parser with: by hand, without tokens, one method
 * for each thing that Falco counts as a step of depth. Knows no more errors than "no".
 */
final class PlainReader {

  /** The text is no condition. */
  static final class NotACondition extends Exception {
    private static final long serialVersionUID = 1L;

    NotACondition(String text, int at) {
      super("stuck at " + at + " of: " + text);
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
  private static final Pattern FIELD =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*(?:\\.[a-zA-Z][a-zA-Z0-9_]*)+");
  private static final Pattern NOT = Pattern.compile("not[ \\t\\n\\x0B\\f\\r]+");
  private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?[0-9]+\\.?[0-9]*(?:[eE][+-][0-9]+)?");
  private static final Pattern BARE = Pattern.compile("[^()\"' \\t\\n\\x0B\\f\\r=,]+");
  private static final Pattern BARE_IN_BRACKETS =
      Pattern.compile("[^\\]\\[\"' \\t\\n\\x0B\\f\\r]+");
  private static final Pattern BOOLEAN_WORD = Pattern.compile("(?:and|or|not)(?![a-zA-Z0-9])");

  private final ConditionSyntax syntax;
  private final int maxDepth;
  private final String text;
  private int at;
  private int end;
  private int depth;

  PlainReader(ConditionSyntax syntax, int maxDepth, String text) {
    this.syntax = syntax;
    this.maxDepth = maxDepth;
    this.text = text;
  }

  Expr read() throws NotACondition {
    if (text.isEmpty()) {
      throw no();
    }
    Expr whole = disjunction();
    if (at < text.length()) {
      throw no();
    }
    return whole;
  }

  private Expr disjunction() throws NotACondition {
    enter();
    int from = at;
    List<Expr> held = new ArrayList<>(List.of(conjunction()));
    blanks();
    while (take("or")) {
      held.add(blanks() ? conjunction() : openedGroup());
      blanks();
    }
    return leave(held.size() == 1 ? held.get(0) : new Expr.Or(held, from(from)));
  }

  private Expr conjunction() throws NotACondition {
    enter();
    blanks();
    int from = at;
    List<Expr> held = new ArrayList<>(List.of(negation()));
    blanks();
    while (take("and")) {
      held.add(blanks() ? negation() : openedGroup());
      blanks();
    }
    return leave(held.size() == 1 ? held.get(0) : new Expr.And(held, from(from)));
  }

  private Expr negation() throws NotACondition {
    enter();
    blanks();
    int from = at;
    boolean negated = false;
    while (take(NOT) != null) {
      negated = !negated;
    }
    Expr held;
    if (take("not(")) {
      negated = !negated;
      held = group();
    } else {
      held = check();
    }
    return leave(negated ? new Expr.Not(held, from(from)) : held);
  }

  private Expr openedGroup() throws NotACondition {
    expect("(");
    return group();
  }

  private Expr group() throws NotACondition {
    enter();
    blanks();
    Expr held = disjunction();
    blanks();
    expect(")");
    return leave(held);
  }

  private Expr check() throws NotACondition {
    enter();
    blanks();
    int from = at;
    if (take("(")) {
      return leave(group());
    }
    Operand left = fieldOrTransformer();
    if (left != null) {
      return leave(comparison(left, from));
    }
    String macro = take(NAME);
    if (macro == null) {
      throw no();
    }
    return leave(new Expr.MacroRef(macro, from(from)));
  }

  private Expr comparison(Operand left, int from) throws NotACondition {
    enter();
    blanks();
    String operator = takeLongest(syntax.unaryOperators(), false);
    if (operator != null) {
      return leave(new Expr.UnaryCheck(left, operator, from(from)));
    }
    operator = takeLongest(syntax.numericOperators(), false);
    if (operator != null) {
      Operand right = number();
      return leave(new Expr.BinaryCheck(left, operator, null, right, from(from)));
    }
    operator = takeLongest(syntax.stringOperators(), true);
    if (operator != null) {
      String modifier = modifier();
      Operand right = modifier == null ? string() : modifiedList();
      return leave(new Expr.BinaryCheck(left, operator, modifier, right, from(from)));
    }
    operator = takeLongest(syntax.listOperators(), false);
    if (operator != null) {
      Operand right = listSide();
      return leave(new Expr.BinaryCheck(left, operator, null, right, from(from)));
    }
    throw no();
  }

  private @Nullable String modifier() {
    int before = at;
    int endBefore = end;
    if (blanks()) {
      String modifier = takeLongest(syntax.modifiers(), true);
      if (modifier != null) {
        int behind = end;
        blanks();
        boolean listFollows =
            text.startsWith("(", at) || peek(NAME) != null && peek(BOOLEAN_WORD) == null;
        if (listFollows) {
          end = behind;
          return modifier;
        }
      }
    }
    at = before;
    end = endBefore;
    return null;
  }

  private Operand number() throws NotACondition {
    enter();
    blanks();
    int from = at;
    Operand transformer = rightTransformer();
    if (transformer != null) {
      return leave(transformer);
    }
    return leave(orNo(numberAt(from)));
  }

  private Operand string() throws NotACondition {
    enter();
    blanks();
    Operand transformer = rightTransformer();
    return leave(transformer != null ? transformer : value());
  }

  private Operand modifiedList() throws NotACondition {
    enter();
    blanks();
    int from = at;
    return leave(take("(") ? list(from) : listName(from));
  }

  private Operand listSide() throws NotACondition {
    enter();
    blanks();
    int from = at;
    if (take("(")) {
      return leave(list(from));
    }
    Operand transformer = rightTransformer();
    return leave(transformer != null ? transformer : listName(from));
  }

  private Operand list(int from) throws NotACondition {
    List<ValueLiteral> values = new ArrayList<>();
    enter();
    blanks();
    depth--;
    if (!take(")")) {
      do {
        enter();
        blanks();
        values.add(value());
        depth--;
        blanks();
      } while (take(","));
      expect(")");
    }
    return new ListLiteral(values, from(from));
  }

  private Operand listName(int from) throws NotACondition {
    String name = take(NAME);
    if (name == null) {
      throw no();
    }
    return new ValueLiteral(name, false, from(from));
  }

  private @Nullable Operand rightTransformer() throws NotACondition {
    enter();
    int from = at;
    if (take(syntax.fieldTransformer() + "(")) {
      blanks();
      Operand field = orNo(field());
      blanks();
      expect(")");
      String argument = brackets();
      return leave(
          new TransformerCall(syntax.fieldTransformer(), List.of(field), argument, from(from)));
    }
    Operand transformer = transformer();
    depth--;
    return transformer;
  }

  private @Nullable Operand fieldOrTransformer() throws NotACondition {
    Operand field = field();
    return field != null ? field : transformer();
  }

  private @Nullable Operand field() throws NotACondition {
    int from = at;
    String name = take(FIELD);
    if (name == null) {
      return null;
    }
    enter();
    String argument = brackets();
    return leave(new FieldRef(name, argument, from(from)));
  }

  private @Nullable Operand transformer() throws NotACondition {
    int from = at;
    for (String name : syntax.transformers()) {
      if (take(name + "(")) {
        enter();
        List<Operand> arguments = new ArrayList<>();
        do {
          blanks();
          arguments.add(argument());
          blanks();
        } while (take(","));
        expect(")");
        String argument = brackets();
        return leave(new TransformerCall(name, arguments, argument, from(from)));
      }
    }
    return null;
  }

  private Operand argument() throws NotACondition {
    enter();
    int from = at;
    if (take("(")) {
      List<Operand> held = new ArrayList<>();
      blanks();
      if (!take(")")) {
        do {
          blanks();
          held.add(orNo(listArgument()));
          blanks();
        } while (take(","));
        expect(")");
      }
      return leave(new TransformerList(held, from(from)));
    }
    return leave(orNo(listArgument()));
  }

  private @Nullable Operand listArgument() throws NotACondition {
    int from = at;
    Operand literal = numberAt(from);
    if (literal == null) {
      literal = quoted();
    }
    return literal != null ? literal : fieldOrTransformer();
  }

  private @Nullable Operand numberAt(int from) {
    String number = take(HEX);
    if (number == null) {
      number = take(DECIMAL);
    }
    return number == null ? null : new ValueLiteral(number, false, from(from));
  }

  private ValueLiteral value() throws NotACondition {
    int from = at;
    ValueLiteral quoted = quoted();
    if (quoted != null) {
      return quoted;
    }
    String bare = take(BARE);
    if (bare == null) {
      throw no();
    }
    return new ValueLiteral(bare, false, from(from));
  }

  private @Nullable ValueLiteral quoted() throws NotACondition {
    if (at == text.length() || text.charAt(at) != '"' && text.charAt(at) != '\'') {
      return null;
    }
    for (int i = at + 1; i < text.length() && text.charAt(i) != '\0'; i++) {
      if (text.charAt(i) == text.charAt(at) && text.charAt(i - 1) != '\\') {
        int from = at;
        String value = unescaped(text.substring(at + 1, i), text.charAt(at));
        at = i + 1;
        end = at;
        return new ValueLiteral(value, true, from(from));
      }
    }
    return null;
  }

  /** Knows the escapes of ASCII characters only. */
  private String unescaped(String inner, char quote) throws NotACondition {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char character = inner.charAt(i);
      if (character != '\\') {
        value.append(character);
        continue;
      }
      char letter = inner.charAt(++i);
      int known = "bfnrt/\\ ".indexOf(letter);
      if (known >= 0) {
        value.append("\b\f\n\r\t/\\\\".charAt(known));
      } else if (letter == quote) {
        value.append(quote);
      } else if (letter == 'x' && inner.substring(i).matches("(?s)x[0-7][0-9a-fA-F].*")) {
        value.append((char) Integer.parseInt(inner.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        throw no();
      }
    }
    return value.toString();
  }

  private @Nullable String brackets() throws NotACondition {
    if (!take("[")) {
      return null;
    }
    ValueLiteral quoted = quoted();
    String argument = quoted != null ? quoted.value() : take(BARE_IN_BRACKETS);
    if (argument == null) {
      throw no();
    }
    expect("]");
    return argument;
  }

  private void enter() throws NotACondition {
    if (++depth >= maxDepth) {
      throw no();
    }
  }

  private <T> T leave(T result) {
    depth--;
    return result;
  }

  private <T> T orNo(@Nullable T result) throws NotACondition {
    if (result == null) {
      throw no();
    }
    return result;
  }

  private boolean blanks() {
    int before = at;
    while (at < text.length() && " \t\b\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at > before;
  }

  private @Nullable String takeLongest(List<String> words, boolean blankAfterLetters) {
    String longest = null;
    for (String word : words) {
      int behind = at + word.length();
      boolean needsBlank = blankAfterLetters && Character.isLetter(word.charAt(0));
      if (text.startsWith(word, at)
          && (longest == null || word.length() > longest.length())
          && (!needsBlank
              || behind < text.length() && " \t\b\r\n".indexOf(text.charAt(behind)) >= 0)) {
        longest = word;
      }
    }
    if (longest != null) {
      take(longest);
    }
    return longest;
  }

  private boolean take(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    end = at;
    return true;
  }

  private @Nullable String take(Pattern pattern) {
    String taken = peek(pattern);
    if (taken != null) {
      at += taken.length();
      end = at;
    }
    return taken;
  }

  private @Nullable String peek(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.group() : null;
  }

  private void expect(String word) throws NotACondition {
    if (!take(word)) {
      throw no();
    }
  }

  private Span from(int from) {
    return Span.in(text, from, end);
  }

  private NotACondition no() {
    return new NotACondition(text, at);
  }
}

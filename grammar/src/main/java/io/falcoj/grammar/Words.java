// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the words of a {@link ConditionSyntax} in a text. Immutable. */
final class Words {

  /** What an operator is, and so what follows it. */
  enum OperatorKind {
    UNARY,
    NUMERIC,
    STRING,
    LIST
  }

  /**
   * An operator.
   *
   * @param blankFollows whether it only counts as an operator with a blank behind it
   */
  record Operator(String word, OperatorKind kind, boolean blankFollows) {}

  /** A language without words. */
  static final Words NONE =
      new Words(
          new ConditionSyntax(
              List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "val"));

  private static final List<String> BOOLEAN_WORDS = List.of("and", "or", "not");

  private final Operator[] operators;
  private final String[] modifiers;
  private final String[] transformers;
  private final String fieldTransformer;

  Words(ConditionSyntax syntax) {
    List<Operator> all = new ArrayList<>();
    add(all, syntax.unaryOperators(), OperatorKind.UNARY);
    add(all, syntax.numericOperators(), OperatorKind.NUMERIC);
    add(all, syntax.stringOperators(), OperatorKind.STRING);
    add(all, syntax.listOperators(), OperatorKind.LIST);
    // The longest word that fits is meant: "intersects", not "in".
    all.sort(Comparator.comparingInt(operator -> -operator.word().length()));
    this.operators = all.toArray(new Operator[0]);
    this.modifiers = syntax.modifiers().toArray(new String[0]);
    this.transformers = syntax.transformers().toArray(new String[0]);
    this.fieldTransformer = syntax.fieldTransformer();
  }

  private static void add(List<Operator> all, List<String> words, OperatorKind kind) {
    for (String word : words) {
      boolean endsWithLetter = isLetter(word.charAt(word.length() - 1));
      all.add(new Operator(word, kind, kind == OperatorKind.STRING && endsWithLetter));
    }
  }

  /** The operator that begins at {@code offset}; null if none does. */
  @Nullable Operator operatorAt(String text, int offset) {
    for (Operator operator : operators) {
      if (text.startsWith(operator.word(), offset)
          && (!operator.blankFollows() || isBlankAt(text, offset + operator.word().length()))) {
        return operator;
      }
    }
    return null;
  }

  /**
   * The modifier that begins at {@code offset}; null if none does. A modifier needs a list or the
   * name of one behind it; without, the word is a value.
   */
  @Nullable String modifierAt(String text, int offset) {
    for (String modifier : modifiers) {
      int end = offset + modifier.length();
      if (text.startsWith(modifier, offset) && isBlankAt(text, end)) {
        return listFollows(text, end) ? modifier : null;
      }
    }
    return null;
  }

  /** Whether the name from {@code offset} up to {@code end} is one of a transformer. */
  boolean isTransformer(String text, int offset, int end) {
    for (String transformer : transformers) {
      if (matches(transformer, text, offset, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name is the one that marks a field on the right-hand side. */
  boolean isFieldTransformer(String text, int offset, int end) {
    return matches(fieldTransformer, text, offset, end);
  }

  /** Whether a character goes by between tokens. */
  static boolean isBlankAt(String text, int offset) {
    if (offset < 0 || offset >= text.length()) {
      return false;
    }
    return switch (text.charAt(offset)) {
      case ' ', '\t', '\b', '\r', '\n' -> true;
      default -> false;
    };
  }

  private static boolean listFollows(String text, int blanks) {
    int offset = blanks;
    while (isBlankAt(text, offset)) {
      offset++;
    }
    if (offset == text.length()) {
      return false;
    }
    char first = text.charAt(offset);
    return first == '(' || isLetter(first) && !isBooleanWordAt(text, offset);
  }

  private static boolean isBooleanWordAt(String text, int offset) {
    for (String word : BOOLEAN_WORDS) {
      int end = offset + word.length();
      if (text.startsWith(word, offset)
          && (end == text.length() || !isLetter(text.charAt(end)) && !isDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String word, String text, int offset, int end) {
    return word.length() == end - offset && text.startsWith(word, offset);
  }

  private static boolean isLetter(char character) {
    return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}

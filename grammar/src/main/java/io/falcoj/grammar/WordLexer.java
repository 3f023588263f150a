// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * The part of the lexer that knows the words of the language. The generated lexer calls a method of
 * this class where the shape of a token is not enough; the method may change the token's type, give
 * back its end or take more, and choose the mode behind it.
 */
abstract class WordLexer extends Lexer {

  private Words words = Words.NONE;
  private int lastType = Token.INVALID_TYPE;
  private int lastEnd;

  WordLexer(CharStream input) {
    super(input);
    removeErrorListeners();
  }

  /** Sets the words, before the first token. */
  final void use(Words words) {
    this.words = words;
  }

  @Override
  public Token emit() {
    Token token = super.emit();
    lastType = token.getType();
    lastEnd = token.getStopIndex() + 1;
    return token;
  }

  /**
   * {@code not}. Behind another one and a backspace it is a name: to Falco a backspace ends a row
   * of {@code not}, although it otherwise goes by as a blank.
   */
  final void negation() {
    if (lastType == FalcoFilterLexer.NOT && _tokenStartCharIndex > lastEnd) {
      cutTo("not".length());
      become(FalcoFilterLexer.NAME, FalcoFilterLexer.AFTER_CHECK);
    }
  }

  /** A name and a parenthesis where a check begins. */
  final void leftCall() {
    if (words.isTransformer(text(), _tokenStartCharIndex, nameEnd())) {
      become(FalcoFilterLexer.TRANSFORMER, FalcoFilterLexer.AFTER_FIELD);
      pushMode(FalcoFilterLexer.ARGUMENTS);
    } else {
      nameOnly(FalcoFilterLexer.NAME);
    }
  }

  /** A name and a parenthesis on the right-hand side. */
  final void rightCall(int typeOfName) {
    if (words.isFieldTransformer(text(), _tokenStartCharIndex, nameEnd())) {
      become(FalcoFilterLexer.FIELD_TRANSFORMER, FalcoFilterLexer.AFTER_CHECK);
      pushMode(FalcoFilterLexer.ARGUMENTS);
    } else if (words.isTransformer(text(), _tokenStartCharIndex, nameEnd())) {
      become(FalcoFilterLexer.TRANSFORMER, FalcoFilterLexer.AFTER_CHECK);
      pushMode(FalcoFilterLexer.ARGUMENTS);
    } else {
      nameOnly(typeOfName);
    }
  }

  /** A name and a parenthesis inside a transformer. */
  final void nestedCall() {
    if (words.isTransformer(text(), _tokenStartCharIndex, nameEnd())) {
      setType(FalcoFilterLexer.TRANSFORMER);
      pushMode(FalcoFilterLexer.ARGUMENTS);
    } else {
      nameOnly(FalcoFilterLexer.UNEXPECTED);
    }
  }

  /** The first character of an operator. */
  final void operator() {
    Words.Operator operator = words.operatorAt(text(), _tokenStartCharIndex);
    if (operator == null) {
      setType(FalcoFilterLexer.UNEXPECTED);
      return;
    }
    cutTo(operator.word().length());
    switch (operator.kind()) {
      case UNARY -> become(FalcoFilterLexer.UNARY_OPERATOR, FalcoFilterLexer.AFTER_CHECK);
      case NUMERIC -> become(FalcoFilterLexer.NUMERIC_OPERATOR, FalcoFilterLexer.NUMERIC_SIDE);
      case STRING -> become(FalcoFilterLexer.STRING_OPERATOR, FalcoFilterLexer.STRING_SIDE);
      case LIST -> become(FalcoFilterLexer.LIST_OPERATOR, FalcoFilterLexer.LIST_SIDE);
    }
  }

  /** A bare value behind a string operator; a modifier if blanks and a list stand around it. */
  final void bareOrModifier() {
    String modifier =
        Words.isBlankAt(text(), _tokenStartCharIndex - 1)
            ? words.modifierAt(text(), _tokenStartCharIndex)
            : null;
    if (modifier == null) {
      become(FalcoFilterLexer.BARE, FalcoFilterLexer.AFTER_CHECK);
    } else {
      cutTo(modifier.length());
      become(FalcoFilterLexer.MODIFIER, FalcoFilterLexer.MODIFIED_SIDE);
    }
  }

  private void nameOnly(int type) {
    cutTo(nameEnd() - _tokenStartCharIndex);
    become(type, FalcoFilterLexer.AFTER_CHECK);
  }

  private int nameEnd() {
    return getCharIndex() - 1;
  }

  private void become(int type, int modeBehind) {
    setType(type);
    mode(modeBehind);
  }

  private void cutTo(int length) {
    _input.seek(_tokenStartCharIndex + length);
  }

  private String text() {
    return ((TextStream) _input).text();
  }
}

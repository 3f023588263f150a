// SPDX-License-Identifier: Apache-2.0

/**
 * The tokens of Falco conditions. What a character means depends on what stands before it: 'in' may
 * be a macro, an operator or a value. So there is one mode for each place, and each token leads to
 * the mode of the place behind it. In each mode the longest token wins.
 *
 * The words of the language are not here: WordLexer compares a token with the ConditionSyntax where
 * a rule calls it. Falco reads operators by prefix ('existsand' is 'exists' and 'and'), so an
 * operator is matched by its first character and WordLexer takes the rest.
 *
 * Every mode ends with a rule for any character: the lexer never fails, the parser does.
 */
lexer grammar FalcoFilterLexer;

options {
  superClass = WordLexer;
}

tokens {
  UNARY_OPERATOR,
  NUMERIC_OPERATOR,
  STRING_OPERATOR,
  LIST_OPERATOR,
  MODIFIER,
  TRANSFORMER,
  FIELD_TRANSFORMER,
  UNEXPECTED
}

// The default mode: where a check may begin.

NOT: 'not' Space+ { negation(); };
NOT_OPEN: 'not(' { negation(); };
OPEN: '(';
FIELD: FieldName -> mode(AFTER_FIELD);
FIELD_BRACKET: FieldName '[' -> mode(AFTER_FIELD), pushMode(BRACKETS);
LEFT_CALL: Name '(' { leftCall(); };
NAME: Name -> mode(AFTER_CHECK);
BLANKS: Blank+ -> skip;
OTHER: . -> type(UNEXPECTED);

// Behind a whole check.
mode AFTER_CHECK;

AND_BLANK: 'and' Blank+ -> mode(DEFAULT_MODE);
AND: 'and' -> mode(DEFAULT_MODE);
OR_BLANK: 'or' Blank+ -> mode(DEFAULT_MODE);
OR: 'or' -> mode(DEFAULT_MODE);
CLOSE: ')';
AFTER_CHECK_BLANKS: Blank+ -> skip;
AFTER_CHECK_OTHER: . -> type(UNEXPECTED);

// Behind the left-hand side: an operator, which decides what follows.
mode AFTER_FIELD;

AFTER_FIELD_BLANKS: Blank+ -> skip;
OPERATOR: . { operator(); };

// The right-hand side of a numeric operator.
mode NUMERIC_SIDE;

NUMBER: Number -> mode(AFTER_CHECK);
NUMERIC_CALL: Name '(' { rightCall(UNEXPECTED); };
NUMERIC_BLANKS: Blank+ -> skip;
NUMERIC_OTHER: . -> type(UNEXPECTED);

// The right-hand side of a string operator.
mode STRING_SIDE;

QUOTED: Quoted -> mode(AFTER_CHECK);
BARE: Bare { bareOrModifier(); };
STRING_CALL: Name '(' { rightCall(BARE); };
STRING_BLANKS: Blank+ -> skip;
STRING_OTHER: . -> type(UNEXPECTED);

// The right-hand side of a list operator.
mode LIST_SIDE;

LIST_OPEN: '(' -> mode(LIST);
LIST_CALL: Name '(' { rightCall(NAME); };
LIST_NAME: Name -> type(NAME), mode(AFTER_CHECK);
LIST_SIDE_BLANKS: Blank+ -> skip;
LIST_SIDE_OTHER: . -> type(UNEXPECTED);

// Behind a modifier.
mode MODIFIED_SIDE;

MODIFIED_LIST_OPEN: '(' -> type(LIST_OPEN), mode(LIST);
MODIFIED_LIST_NAME: Name -> type(NAME), mode(AFTER_CHECK);
MODIFIED_BLANKS: Blank+ -> skip;
MODIFIED_OTHER: . -> type(UNEXPECTED);

// Between the parentheses of a list.
mode LIST;

LIST_QUOTED: Quoted -> type(QUOTED);
LIST_BARE: Bare -> type(BARE);
COMMA: ',';
LIST_CLOSE: ')' -> type(CLOSE), mode(AFTER_CHECK);
LIST_BLANKS: Blank+ -> skip;
LIST_OTHER: . -> type(UNEXPECTED);

// Between the parentheses of a transformer.
mode ARGUMENTS;

ARGUMENT_NUMBER: Number -> type(NUMBER);
ARGUMENT_QUOTED: Quoted -> type(QUOTED);
ARGUMENT_OPEN: '(' -> type(OPEN), pushMode(ARGUMENTS);
ARGUMENT_CALL: Name '(' { nestedCall(); };
ARGUMENT_FIELD: FieldName -> type(FIELD);
ARGUMENT_FIELD_BRACKET: FieldName '[' -> type(FIELD_BRACKET), pushMode(BRACKETS);
ARGUMENT_COMMA: ',' -> type(COMMA);
ARGUMENT_CLOSE: ')' -> type(CLOSE), popMode;
CLOSE_BRACKET: ')[' -> popMode, pushMode(BRACKETS);
ARGUMENT_BLANKS: Blank+ -> skip;
ARGUMENT_OTHER: . -> type(UNEXPECTED);

// Between the brackets behind a field or a transformer. Blanks do not go by here.
mode BRACKETS;

BRACKETS_QUOTED: Quoted -> type(QUOTED);
BRACKETS_BARE: ~[ \t\n\u000B\f\r[\]"']+ -> type(BARE);
BRACKET_END: ']' -> popMode;
BRACKETS_OTHER: . -> type(UNEXPECTED);

// What may stand between tokens. A backspace goes by, a form feed does not.
fragment Blank: [ \t\b\r\n];

// What ends words and follows 'not'.
fragment Space: [ \t\n\u000B\f\r];

fragment Name: [a-zA-Z] [a-zA-Z0-9_]*;

fragment FieldName: Name ('.' Name)+;

fragment Number
  : '0' [xX] [0-9a-fA-F]+
  | [+\-]? [0-9]+ '.'? [0-9]* ([eE] [+\-] [0-9]+)?
  ;

// The closing quote is the first one without a backslash before it. A NUL ends the text.
fragment Quoted
  : '"' (~["\\\u0000] | '\\'+ ~[\\\u0000])* '"'
  | '\'' (~['\\\u0000] | '\\'+ ~[\\\u0000])* '\''
  ;

// A backspace goes by before a bare value, but does not end it.
fragment Bare: ~[()"' \t\b\n\u000B\f\r=,] ~[()"' \t\n\u000B\f\r=,]*;

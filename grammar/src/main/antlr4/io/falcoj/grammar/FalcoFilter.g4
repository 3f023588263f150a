// SPDX-License-Identifier: Apache-2.0

/**
 * Falco conditions: the language of libs 0.25. Every decision needs one token of lookahead.
 *
 * Each rule that nests() counts is one step towards the limit of depth; the rules are cut so that
 * the steps are those that Falco means to count.
 */
parser grammar FalcoFilter;

options {
  tokenVocab = FalcoFilterLexer;
  superClass = BoundedParser;
}

@members {
  @Override
  boolean nests(int rule) {
    return switch (rule) {
      case RULE_condition,
          RULE_negator,
          RULE_modified,
          RULE_element,
          RULE_literal,
          RULE_transformerList,
          RULE_listArgument,
          RULE_bracketArgument -> false;
      default -> true;
    };
  }
}

condition
  : disjunction EOF
  ;

// A group directly behind 'or' stands alone: 'a or(b) and c' is no condition.
disjunction
  : conjunction (OR_BLANK conjunction | OR OPEN group)*
  ;

conjunction
  : negation (AND_BLANK negation | AND OPEN group)*
  ;

negation
  : negator* (negatedGroup=NOT_OPEN group | check)
  ;

negator
  : NOT
  ;

// Behind an opening parenthesis.
group
  : disjunction CLOSE
  ;

check
  : OPEN group
  | field comparison
  | transformer comparison
  | macro=NAME
  ;

comparison
  : operator=UNARY_OPERATOR
  | operator=NUMERIC_OPERATOR numericSide
  | operator=STRING_OPERATOR stringSide
  | operator=LIST_OPERATOR listSide
  ;

numericSide
  : number
  | rightTransformer
  ;

stringSide
  : string
  | modifier=MODIFIER modified
  | rightTransformer
  ;

listSide
  : list
  | listName
  | rightTransformer
  ;

number
  : NUMBER
  ;

string
  : QUOTED
  | BARE
  ;

listName
  : NAME
  ;

modified
  : list
  | name=NAME
  ;

list
  : LIST_OPEN (element (COMMA element)*)? CLOSE
  ;

element
  : QUOTED
  | BARE
  ;

rightTransformer
  : transformer
  | name=FIELD_TRANSFORMER field (CLOSE | CLOSE_BRACKET bracketArgument)
  ;

transformer
  : name=TRANSFORMER argument (COMMA argument)* (CLOSE | CLOSE_BRACKET bracketArgument)
  ;

argument
  : literal
  | transformerList
  | transformer
  | field
  ;

literal
  : NUMBER
  | QUOTED
  ;

transformerList
  : OPEN (CLOSE | listArgument (COMMA listArgument)* CLOSE)
  ;

listArgument
  : literal
  | transformer
  | field
  ;

field
  : name=FIELD
  | name=FIELD_BRACKET bracketArgument
  ;

bracketArgument
  : value=(QUOTED | BARE) BRACKET_END
  ;

// A field or a transformer by itself, as output texts hold them. What follows is left alone.
operand
  : field
  | transformer
  ;

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.collect.OperatorWords;
import io.falcoj.engine.rules.definition.ExceptionDefinition;
import io.falcoj.engine.rules.definition.ExceptionEntry;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.definition.ValueText;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.Span;
import java.util.List;
import java.util.SortedSet;

/**
 * Adds the exceptions of a rule to its condition: {@code (condition) and not exception and not
 * ...}. As in falco 0.44 a value may be the name of a list, and a value without blanks behind an
 * operator that takes no list may be a call of a transformer. Every other value is one literal,
 * whatever it holds.
 */
public final class ExceptionCondition {

  private final ConditionParser parser;
  private final OperatorWords operators;

  public ExceptionCondition(ConditionParser parser, OperatorWords operators) {
    this.parser = parser;
    this.operators = operators;
  }

  /**
   * @param fields is given the fields that the exceptions compare
   */
  SourcedText of(RuleDefinition rule, SortedSet<String> fields) throws RulesException {
    SourcedText condition = rule.condition();
    if (rule.exceptions().isEmpty()) {
      return condition;
    }
    Span start = condition.place(0, 0);
    SourcedText.Builder text = new SourcedText.Builder();
    text.add("(", start).add(condition).addWithPrevious(")");
    for (ExceptionDefinition exception : rule.exceptions()) {
      if (!exception.values().isEmpty()) {
        new OneException(exception, text, fields).add();
      }
    }
    return text.build();
  }

  /** The names of the exceptions that {@link #of} adds, in their order. */
  List<String> namesOf(RuleDefinition rule) {
    return rule.exceptions().stream()
        .filter(exception -> !exception.values().isEmpty())
        .map(ExceptionDefinition::name)
        .toList();
  }

  /** Adds one exception that has values. */
  private final class OneException {

    private final ExceptionDefinition exception;
    private final Span place;
    private final SourcedText.Builder text;
    private final SortedSet<String> fields;

    OneException(
        ExceptionDefinition exception, SourcedText.Builder text, SortedSet<String> fields) {
      this.exception = exception;
      this.place = exception.context().span();
      this.text = text;
      this.fields = fields;
    }

    void add() throws RulesException {
      add(" and not (");
      if (exception.fields().isList()) {
        addTuples();
      } else {
        addComparison(exception.fields(), exception.comps());
        addList(exception.values(), place, "with one field, values is a plain list: [a, b]");
        fields.add(exception.fields().text());
      }
      add(")");
    }

    private void addTuples() throws RulesException {
      int fieldCount = exception.fields().items().size();
      String separator = "(";
      for (int i = 0; i < exception.values().size(); i++) {
        ExceptionEntry tuple = exception.values().get(i);
        if (tuple.items().size() != fieldCount) {
          throw RulesException.invalid(
              "Fields and values lists must have equal length",
              "there are %d fields, but value %d has %d"
                  .formatted(fieldCount, i + 1, tuple.items().size()),
              exception.contextOf(tuple));
        }
        add(separator);
        addTuple(tuple.items());
        add(")");
        separator = " or (";
      }
    }

    private void addTuple(List<ExceptionEntry> tuple) throws RulesException {
      for (int i = 0; i < tuple.size(); i++) {
        ExceptionEntry field = exception.fields().items().get(i);
        ExceptionEntry comp = exception.comps().items().get(i);
        add(i == 0 ? "" : " and ");
        addComparison(field, comp);
        ExceptionEntry value = tuple.get(i);
        if (value.isList()) {
          addList(
              value.items(),
              placeOf(value),
              "the values of a field are one text, or a list of texts");
        } else if (operators.takesList(comp.text())) {
          addList(List.of(value), placeOf(value), "");
        } else {
          String written = textOf(value);
          add(isCall(written) ? written : ValueText.literal(written), value);
        }
        fields.add(field.text());
      }
    }

    private void addComparison(ExceptionEntry field, ExceptionEntry comp) {
      add(field.text(), field);
      add(" ");
      add(comp.text(), comp);
      add(" ");
    }

    private void addList(List<ExceptionEntry> values, Span list, String hint)
        throws RulesException {
      text.add("(", list);
      String separator = "";
      for (ExceptionEntry value : values) {
        if (value.isList()) {
          throw RulesException.invalid(
              "Expected values array to contain a list of strings",
              hint,
              exception.contextOf(value));
        }
        text.add(separator, list);
        add(ValueText.literal(textOf(value)), value);
        separator = ", ";
      }
      text.add(")", list);
    }

    private String textOf(ExceptionEntry value) throws RulesException {
      if (value.text().isEmpty()) {
        throw RulesException.invalid("Value must be non-empty", exception.contextOf(value));
      }
      return value.text();
    }

    private void add(String characters) {
      text.add(characters, place);
    }

    private void add(String characters, ExceptionEntry value) {
      text.add(characters, placeOf(value));
    }

    /** Where it was written; the exception if nobody wrote it. */
    private Span placeOf(ExceptionEntry value) {
      return value.place() == null ? place : value.place();
    }
  }

  /** Whether a value is a whole call of a transformer, such as {@code val(proc.pname)}. */
  private boolean isCall(String value) {
    if (value.indexOf('(') <= 0 || value.chars().anyMatch(Character::isWhitespace)) {
      return false;
    }
    try {
      return parser.parse("any.field = " + value) instanceof Expr.BinaryCheck check
          && !(check.right() instanceof Operand.ValueLiteral);
    } catch (ConditionSyntaxException e) {
      return false;
    }
  }
}

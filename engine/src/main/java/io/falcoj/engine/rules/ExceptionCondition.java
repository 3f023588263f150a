// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import java.util.List;
import java.util.SortedSet;

/**
 * Adds the exceptions of a rule to its condition: {@code (condition) and not exception and not
 * ...}. Follows falco 0.44, which puts the texts together before it parses them: a value without
 * blanks may be the name of a list, a number or a call of a transformer.
 */
final class ExceptionCondition {

  private ExceptionCondition() {}

  /**
   * @param fields is given the fields that the exceptions compare
   */
  static SourcedText of(RuleDefinition rule, OperatorWords operators, SortedSet<String> fields)
      throws RulesException {
    SourcedText condition = rule.condition();
    if (rule.exceptions().isEmpty()) {
      return condition;
    }
    SourcedText.Place start = condition.place(0, 0);
    SourcedText.Builder text = new SourcedText.Builder();
    text.add("(", start).add(condition).addWithPrevious(")");
    for (ExceptionDefinition exception : rule.exceptions()) {
      String generated =
          exception.fields().isList()
              ? ofList(exception, operators, fields)
              : ofSingle(exception, fields);
      if (!generated.isEmpty()) {
        LoadContext context = exception.context();
        text.add(" and not " + generated, new SourcedText.Place(context.file(), context.span()));
      }
    }
    return text.build();
  }

  private static String ofSingle(ExceptionDefinition exception, SortedSet<String> fields)
      throws RulesException {
    if (exception.values().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("(");
    text.append(exception.fields().text()).append(' ').append(exception.comps().text());
    String separator = " (";
    for (ExceptionEntry value : exception.values()) {
      if (value.isList()) {
        throw RulesException.invalid(
            "Expected values array to contain a list of strings",
            "with one field, values is a plain list: [a, b]",
            exception.context());
      }
      text.append(separator).append(quoted(value.text()));
      separator = ", ";
    }
    fields.add(exception.fields().text());
    return text.append("))").toString();
  }

  private static String ofList(
      ExceptionDefinition exception, OperatorWords operators, SortedSet<String> fields)
      throws RulesException {
    if (exception.values().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("(");
    String separator = "(";
    int fieldCount = exception.fields().items().size();
    for (int i = 0; i < exception.values().size(); i++) {
      List<ExceptionEntry> tuple = exception.values().get(i).items();
      if (tuple.size() != fieldCount) {
        throw RulesException.invalid(
            "Fields and values lists must have equal length",
            "there are %d fields, but value %d has %d".formatted(fieldCount, i + 1, tuple.size()),
            exception.context());
      }
      text.append(separator).append(ofTuple(exception, tuple, operators, fields));
      separator = " or (";
    }
    return text.append(')').toString();
  }

  private static String ofTuple(
      ExceptionDefinition exception,
      List<ExceptionEntry> tuple,
      OperatorWords operators,
      SortedSet<String> fields) {
    List<ExceptionEntry> names = exception.fields().items();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tuple.size(); i++) {
      String comp = exception.comps().items().get(i).text();
      text.append(i == 0 ? " " : " and ").append(names.get(i).text());
      text.append(' ').append(comp).append(' ');
      text.append(value(tuple.get(i), operators.takesList(comp)));
      fields.add(names.get(i).text());
    }
    return text.append(')').toString();
  }

  private static String value(ExceptionEntry value, boolean takesList) {
    if (!value.isList()) {
      if (takesList) {
        return value.text().startsWith("(") ? value.text() : "(" + value.text() + ")";
      }
      return quoted(value.text());
    }
    StringBuilder text = new StringBuilder("(");
    String separator = "";
    for (ExceptionEntry item : value.items()) {
      text.append(separator).append(quoted(item.text()));
      separator = ", ";
    }
    return text.append(')').toString();
  }

  /** A value as conditions write it: in quotes if it has a blank and no quote at its beginning. */
  static String quoted(String value) {
    if (value.indexOf(' ') < 0 || value.charAt(0) == '"' || value.charAt(0) == '\'') {
      return value;
    }
    return '"' + value + '"';
  }
}

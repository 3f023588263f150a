// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.collect;

import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.engine.rules.definition.ExceptionDefinition;
import io.falcoj.engine.rules.definition.ExceptionEntry;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import io.falcoj.grammar.ParsedOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the fields and operators of an exception exist and fit each other, and puts the
 * operators in where none are given.
 */
public final class ExceptionChecker {

  /** How a single field is compared if {@code comps} says nothing. */
  private static final String DEFAULT_LIST_COMP = "in";

  /** How each of several fields is compared if {@code comps} says nothing. */
  private static final String DEFAULT_COMP = "=";

  private final FieldRegistry fields;
  private final ConditionParser parser;
  private final OperatorWords operators;

  public ExceptionChecker(FieldRegistry fields, ConditionParser parser, OperatorWords operators) {
    this.fields = fields;
    this.parser = parser;
    this.operators = operators;
  }

  /**
   * @param source the rule's event source; null if it is unknown, so that no field can be checked
   * @return the exception with an operator for each field
   */
  ExceptionDefinition check(ExceptionDefinition exception, @Nullable String source)
      throws RulesException {
    return exception.fields().isList()
        ? checkList(exception, source)
        : checkSingle(exception, source);
  }

  private ExceptionDefinition checkList(ExceptionDefinition exception, @Nullable String source)
      throws RulesException {
    List<ExceptionEntry> fieldNames = exception.fields().items();
    List<ExceptionEntry> comps = new ArrayList<>();
    if (exception.comps().isPresent()) {
      if (exception.comps().items().size() != fieldNames.size()) {
        throw RulesException.invalid(
            "Fields and comps lists must have equal length",
            "there are "
                + fieldNames.size()
                + " fields and "
                + exception.comps().items().size()
                + " comps",
            exception.contextOf(exception.comps()));
      }
      for (ExceptionEntry comp : exception.comps().items()) {
        comps.add(checkComp(comp.stripped(), exception));
      }
    } else {
      fieldNames.forEach(field -> comps.add(ExceptionEntry.of(DEFAULT_COMP)));
    }
    for (ExceptionEntry field : fieldNames) {
      checkField(field, source, exception);
    }
    return exception.withComps(ExceptionEntry.of(comps));
  }

  private ExceptionDefinition checkSingle(ExceptionDefinition exception, @Nullable String source)
      throws RulesException {
    ExceptionEntry comps = exception.comps();
    if (comps.isPresent() && comps.isList()) {
      throw RulesException.invalid(
          "Fields and comps must both be strings",
          "with one field, write its operator without brackets",
          exception.contextOf(comps));
    }
    ExceptionEntry comp =
        comps.isPresent() ? comps.stripped() : ExceptionEntry.of(DEFAULT_LIST_COMP);
    if (!operators.takesList(comp.text())) {
      throw RulesException.invalid(
          "When fields is a single value, comps must be one of (in, pmatch, intersects) or a"
              + " modifier operator (e.g. startswith oneof)",
          "for the operator '" + comp.text() + "' write fields, comps and each value as lists",
          exception.contextOf(comp));
    }
    checkField(exception.fields(), source, exception);
    return exception.withComps(comp);
  }

  private ExceptionEntry checkComp(ExceptionEntry comp, ExceptionDefinition exception)
      throws RulesException {
    if (!operators.isOperator(comp.text())) {
      throw RulesException.invalid(
          "'" + comp.text() + "' is not a supported comparison operator",
          exception.contextOf(comp));
    }
    return comp;
  }

  private void checkField(
      ExceptionEntry field, @Nullable String source, ExceptionDefinition exception)
      throws RulesException {
    if (source == null) {
      return;
    }
    String text = field.text();
    String hint = fieldProblem(text, source);
    if (hint != null) {
      throw RulesException.invalid(
          "'" + text + "' is not a supported filter field", hint, exception.contextOf(field));
    }
  }

  /** Why a text is no field of the source, with or without transformers; null if it is one. */
  private @Nullable String fieldProblem(String text, String source) {
    try {
      ParsedOperand operand = parser.parseOperand(text, 0);
      if (!text.substring(operand.end()).isBlank()) {
        return "nothing can follow the field";
      }
      return operand.operand().accept(new FieldProblem(source)).orElse(null);
    } catch (ConditionSyntaxException e) {
      return e.getMessage();
    }
  }

  /** Looks for the first field that is not there, below any transformers. */
  private final class FieldProblem implements OperandVisitor<Optional<String>> {

    private final String source;

    FieldProblem(String source) {
      this.source = source;
    }

    @Override
    public Optional<String> visitFieldRef(Operand.FieldRef field) {
      try {
        fields.bind(source, field.name(), field.argument());
        return Optional.empty();
      } catch (UnknownFieldException e) {
        return Optional.of(
            e.suggestions().isEmpty()
                ? "source " + source + " has no such field"
                : "did you mean " + String.join(", ", e.suggestions()) + "?");
      } catch (FieldArgumentException e) {
        return Optional.of(e.getMessage());
      }
    }

    @Override
    public Optional<String> visitTransformerCall(Operand.TransformerCall call) {
      return first(call.arguments());
    }

    @Override
    public Optional<String> visitTransformerList(Operand.TransformerList list) {
      return first(list.operands());
    }

    @Override
    public Optional<String> visitValueLiteral(Operand.ValueLiteral value) {
      return Optional.empty();
    }

    @Override
    public Optional<String> visitListLiteral(Operand.ListLiteral list) {
      return Optional.empty();
    }

    private Optional<String> first(List<Operand> operands) {
      for (Operand operand : operands) {
        Optional<String> problem = operand.accept(this);
        if (problem.isPresent()) {
          return problem;
        }
      }
      return Optional.empty();
    }
  }
}

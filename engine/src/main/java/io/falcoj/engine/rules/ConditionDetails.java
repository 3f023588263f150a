// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a condition names, each in the order of the condition. Follows falco 0.44 {@code
 * filter_details_resolver}.
 *
 * @param fields with their arguments: {@code proc.aname[2]}
 * @param operators with their modifiers
 * @param macros those of the known macros that it names
 * @param lists those of the known lists that it names
 * @param eventNames what {@code evt.type} is compared with
 */
public record ConditionDetails(
    Set<String> fields,
    Set<String> operators,
    Set<String> macros,
    Set<String> lists,
    Set<String> eventNames) {

  private static final Set<String> EVENT_NAME_FIELDS = Set.of("evt.type", "evt.asynctype");

  /** The details of a condition, whose references may be resolved or not. */
  public static ConditionDetails of(
      Expr condition, Set<String> knownMacros, Set<String> knownLists) {
    ConditionDetails details =
        new ConditionDetails(
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>());
    condition.accept(new Collector(details, knownMacros, knownLists));
    return details;
  }

  /** Name of a field with its argument. */
  static String nameOf(Operand.FieldRef field) {
    String argument = field.argument();
    return argument == null || argument.isEmpty()
        ? field.name()
        : field.name() + "[" + argument + "]";
  }

  /** Walks a condition and fills the details. */
  private static final class Collector implements ExprVisitor<Void>, OperandVisitor<Void> {

    private final ConditionDetails details;
    private final Set<String> knownMacros;
    private final Set<String> knownLists;
    private boolean valuesAreEventNames;

    Collector(ConditionDetails details, Set<String> knownMacros, Set<String> knownLists) {
      this.details = details;
      this.knownMacros = knownMacros;
      this.knownLists = knownLists;
    }

    @Override
    public Void visitAnd(Expr.And and) {
      and.operands().forEach(operand -> operand.accept(this));
      return null;
    }

    @Override
    public Void visitOr(Expr.Or or) {
      or.operands().forEach(operand -> operand.accept(this));
      return null;
    }

    @Override
    public Void visitNot(Expr.Not not) {
      return not.operand().accept(this);
    }

    @Override
    public Void visitMacroRef(Expr.MacroRef macro) {
      if (knownMacros.contains(macro.name())) {
        details.macros.add(macro.name());
      }
      return null;
    }

    @Override
    public Void visitUnaryCheck(Expr.UnaryCheck check) {
      details.operators.add(check.operator());
      return check.left().accept(this);
    }

    @Override
    public Void visitBinaryCheck(Expr.BinaryCheck check) {
      details.operators.add(check.operatorWithModifier());
      check.left().accept(this);
      valuesAreEventNames =
          check.left() instanceof Operand.FieldRef field
              && EVENT_NAME_FIELDS.contains(nameOf(field));
      check.right().accept(this);
      valuesAreEventNames = false;
      return null;
    }

    @Override
    public Void visitFieldRef(Operand.FieldRef field) {
      details.fields.add(nameOf(field));
      return null;
    }

    @Override
    public Void visitTransformerCall(Operand.TransformerCall call) {
      return visitAll(call.arguments());
    }

    @Override
    public Void visitTransformerList(Operand.TransformerList list) {
      return visitAll(list.operands());
    }

    @Override
    public Void visitValueLiteral(Operand.ValueLiteral value) {
      if (valuesAreEventNames) {
        details.eventNames.add(value.value());
      }
      return null;
    }

    @Override
    public Void visitListLiteral(Operand.ListLiteral list) {
      for (Operand.ValueLiteral value : list.values()) {
        if (!value.quoted() && knownLists.contains(value.value())) {
          details.lists.add(value.value());
        } else {
          value.accept(this);
        }
      }
      return null;
    }

    private Void visitAll(List<? extends Operand> operands) {
      operands.forEach(operand -> operand.accept(this));
      return null;
    }
  }
}

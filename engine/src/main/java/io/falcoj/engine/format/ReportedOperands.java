// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.grammar.ExprPrinter;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects what an output text reports: every field, and of transformers around one another the
 * outermost. Follows libs 0.25 {@code formatter_visitor}, its oddity included: a transformer takes
 * the place of the one read just before it, even where that is but one of several it is applied to.
 */
final class ReportedOperands implements OperandVisitor<ReportedOperands> {

  private final Deque<Operand> collected = new ArrayDeque<>();
  private final Map<String, Operand> byName = new LinkedHashMap<>();
  private boolean lastIsTransformer;

  /** Adds what one token of the text reports. */
  void add(Operand token) {
    lastIsTransformer = false;
    collected.clear();
    token.accept(this);
    for (Operand operand : collected) {
      byName.putIfAbsent(ExprPrinter.printAsFalco(operand), operand);
    }
  }

  /** What was collected, by the name under which it is reported, in the order of the text. */
  Map<String, Operand> byName() {
    return byName;
  }

  @Override
  public ReportedOperands visitFieldRef(Operand.FieldRef field) {
    collected.add(field);
    lastIsTransformer = false;
    return this;
  }

  @Override
  public ReportedOperands visitTransformerCall(Operand.TransformerCall call) {
    visitAll(call.arguments());
    if (lastIsTransformer) {
      collected.removeLast();
    }
    collected.add(call);
    lastIsTransformer = true;
    return this;
  }

  @Override
  public ReportedOperands visitTransformerList(Operand.TransformerList list) {
    return visitAll(list.operands());
  }

  @Override
  public ReportedOperands visitValueLiteral(Operand.ValueLiteral value) {
    return this;
  }

  @Override
  public ReportedOperands visitListLiteral(Operand.ListLiteral list) {
    return this;
  }

  private ReportedOperands visitAll(Collection<? extends Operand> operands) {
    for (Operand operand : operands) {
      operand.accept(this);
    }
    return this;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/** One method for each kind of {@link Operand}; without defaults, so that none is forgotten. */
public interface OperandVisitor<R> {

  R visitFieldRef(Operand.FieldRef field);

  R visitTransformerCall(Operand.TransformerCall call);

  R visitTransformerList(Operand.TransformerList list);

  R visitValueLiteral(Operand.ValueLiteral value);

  R visitListLiteral(Operand.ListLiteral list);
}

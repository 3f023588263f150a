// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side of a check, or an argument of a transformer. Immutable. */
public sealed interface Operand {

  /** Where the operand stands in its text. */
  Span span();

  /** Calls the method of {@code visitor} for this kind of operand. */
  <R> R accept(OperandVisitor<R> visitor);

  /**
   * A field: {@code proc.aname[2]}.
   *
   * @param argument the text between the brackets, unescaped; null without brackets
   */
  record FieldRef(String name, @Nullable String argument, Span span) implements Operand {
    @Override
    public <R> R accept(OperandVisitor<R> visitor) {
      return visitor.visitFieldRef(this);
    }
  }

  /**
   * A transformer and what it is applied to: {@code tolower(proc.name)}; also {@code val(field)}.
   *
   * @param arguments one or more
   * @param argument the text between brackets behind the parenthesis, unescaped; null without
   */
  record TransformerCall(String name, List<Operand> arguments, @Nullable String argument, Span span)
      implements Operand {
    public TransformerCall {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(OperandVisitor<R> visitor) {
      return visitor.visitTransformerCall(this);
    }
  }

  /** A list inside a transformer: {@code join(",", (proc.name, proc.pname))}; may be empty. */
  record TransformerList(List<Operand> operands, Span span) implements Operand {
    public TransformerList {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(OperandVisitor<R> visitor) {
      return visitor.visitTransformerList(this);
    }
  }

  /**
   * One value as text; the field it is compared with decides how it is read.
   *
   * @param value the text, unescaped and without quotes; {@link Escaping#bytes} gives its bytes
   * @param quoted whether it was written in quotes: a quoted word never names a list
   */
  record ValueLiteral(String value, boolean quoted, Span span) implements Operand {
    @Override
    public <R> R accept(OperandVisitor<R> visitor) {
      return visitor.visitValueLiteral(this);
    }
  }

  /** The values between the parentheses of a list operator; may be empty. */
  record ListLiteral(List<ValueLiteral> values, Span span) implements Operand {
    public ListLiteral {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(OperandVisitor<R> visitor) {
      return visitor.visitListLiteral(this);
    }
  }
}

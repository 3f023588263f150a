// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.table;

import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.UnknownFieldException;

/** Decides whether an argument means something to a field, when a rule is loaded. */
@FunctionalInterface
public interface ArgumentCheck {

  /** A whole number or nothing, as the index of an ancestor or the number of a descriptor. */
  ArgumentCheck NUMBER =
      (field, argument) -> {
        if (argument.isPresent() && !argument.requiredText().matches("-?[0-9]{1,9}")) {
          throw refusal(field, argument, "a number");
        }
      };

  /** A word of letters and underscores. */
  ArgumentCheck WORD =
      (field, argument) -> {
        if (!given(field, argument).matches("[a-zA-Z_]+")) {
          throw refusal(field, argument, "a word of letters");
        }
      };

  /**
   * Does nothing if {@code field} understands {@code argument}, which may be none.
   *
   * @throws FieldArgumentException else
   * @throws UnknownFieldException if, as Falco has it, field and argument are a name that no field
   *     has
   */
  void check(FieldDefinition field, FieldArgument argument)
      throws FieldArgumentException, UnknownFieldException;

  /**
   * The text of an argument that the field cannot do without.
   *
   * @throws FieldArgumentException if there is none
   */
  static String given(FieldDefinition field, FieldArgument argument) throws FieldArgumentException {
    if (!argument.isPresent()) {
      throw new FieldArgumentException("filter syntax error: " + field.name());
    }
    return argument.requiredText();
  }

  /** What to throw. */
  static FieldArgumentException refusal(
      FieldDefinition field, FieldArgument argument, String expected) {
    return new FieldArgumentException(
        "filter '"
            + field.name()
            + "["
            + argument.text()
            + "]': "
            + field.name()
            + " takes "
            + expected
            + " as argument");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/** Turns a field and its argument into an extractor, when a rule that uses them is loaded. */
@FunctionalInterface
public interface FieldBinder {

  /**
   * @param argument already checked against the field's {@link ArgumentRule}
   * @throws FieldArgumentException if the argument means nothing to the field
   * @throws UnknownFieldException if, as Falco has it, field and argument are a name that no field
   *     has
   */
  BoundField bind(FieldDefinition definition, FieldArgument argument)
      throws FieldArgumentException, UnknownFieldException;

  /** A binder for a field of fixed type whose extractor does not depend on the argument. */
  static FieldBinder of(FieldExtractor extractor) {
    return (definition, argument) ->
        new BoundField(definition, argument, definition.type(), definition.list(), extractor);
  }
}

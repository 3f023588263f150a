// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.predicate.Slot;
import org.jspecify.annotations.Nullable;

/**
 * One side of a check, compiled.
 *
 * @param slot where its values are
 * @param origin the field that transformers, if any, start from; null if there are several or none
 * @param list whether Falco takes it for a list: it does so for a list field with an index, too
 * @param constant its text if it is a literal, else null
 */
record CompiledOperand(
    Slot slot, @Nullable FieldDefinition origin, boolean list, @Nullable String constant) {

  /** What Falco's texts call an operand that is no field. */
  private static final String NO_FIELD = "NA";

  /** The name by which Falco's texts call it. */
  String name() {
    return origin == null ? NO_FIELD : origin.name();
  }

  /** Its type, as Falco's texts about incompatible sides have it. */
  String typeName() {
    return slot.type() + (list ? " (list)" : "");
  }

  /** Whether a transformer may be applied. */
  boolean takesTransformer() {
    return origin == null || !origin.is(Flag.NO_TRANSFORMER);
  }

  /** Whether it may be compared with a field, or stand on the right-hand side itself. */
  boolean takesFieldComparison() {
    return origin == null || !origin.is(Flag.NO_FIELD_COMPARISON);
  }
}

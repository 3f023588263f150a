// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.grammar.Operand;

/** Gives the slots that outputs print; usually the compiler of the rules they belong to. */
@FunctionalInterface
public interface SlotSource {

  /**
   * The slot under which an evaluated event holds the values of {@code operand}.
   *
   * @throws ConditionCompileException if there is no such field, or it cannot be used so
   */
  Slot slot(Operand operand) throws ConditionCompileException;
}

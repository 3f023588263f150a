// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import io.falcoj.grammar.Expr;
import java.util.List;
import java.util.Map;

/**
 * A condition as its author wrote it: macros stand in it by their names. Immutable; one that several
 * rules name is shared by them.
 *
 * @param condition with references to macros; lists are in the place of their names
 * @param macros what the macros that it names stand for, by their names
 * @param exceptions names of the exceptions that were added to it: each is one of the last operands
 *     of {@code condition}, which then is an {@code and}
 */
public record WrittenCondition(
    Expr condition, Map<String, WrittenCondition> macros, List<String> exceptions) {

  public WrittenCondition {
    macros = Map.copyOf(macros);
    exceptions = List.copyOf(exceptions);
  }

  /** A condition that names no macro and has no exception. */
  public static WrittenCondition of(Expr condition) {
    return new WrittenCondition(condition, Map.of(), List.of());
  }
}

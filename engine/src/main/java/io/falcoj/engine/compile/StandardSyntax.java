// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.operator.Modifier;
import io.falcoj.engine.operator.Operator.RightSide;
import io.falcoj.engine.operator.StandardOperators;
import io.falcoj.engine.transformer.StandardTransformers;
import io.falcoj.grammar.ConditionSyntax;

/** The words of Falco's condition language, for the parser. */
public final class StandardSyntax {

  /** Derived from the standard operators and transformers. */
  public static final ConditionSyntax SYNTAX =
      new ConditionSyntax(
          StandardOperators.symbols(RightSide.NONE),
          StandardOperators.symbols(RightSide.NUMBER),
          StandardOperators.symbols(RightSide.VALUE),
          StandardOperators.symbols(RightSide.LIST),
          Modifier.words(),
          StandardTransformers.names(),
          StandardTransformers.FIELD);

  private StandardSyntax() {}
}

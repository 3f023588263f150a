// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.predicate.EvalContext;
import org.jspecify.annotations.Nullable;

/** Text between fields. */
record LiteralToken(String literal) implements OutputToken {

  @Override
  public boolean append(EvalContext context, @Nullable String absentText, StringBuilder text) {
    text.append(literal);
    return true;
  }
}

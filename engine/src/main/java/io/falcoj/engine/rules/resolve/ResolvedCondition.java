// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.trace.WrittenCondition;
import io.falcoj.grammar.Expr;

/**
 * A condition after all that is done to it.
 *
 * @param text the text that was parsed: exceptions added, lists in the place of their names
 * @param written the tree of {@code text}, names of macros in it
 * @param resolved the tree without names of macros
 */
public record ResolvedCondition(SourcedText text, WrittenCondition written, Expr resolved) {

  /** The tree of the text, names of macros in it. */
  Expr parsed() {
    return written.condition();
  }
}

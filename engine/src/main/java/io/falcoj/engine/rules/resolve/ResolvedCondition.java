// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Span;

/**
 * A condition after all that is done to it.
 *
 * @param text the text that was parsed: exceptions added, lists in the place of their names
 * @param parsed the tree of {@code text}, names of macros in it
 * @param resolved the tree without names of macros
 */
public record ResolvedCondition(SourcedText text, Expr parsed, Expr resolved) {

  /** Where a part of the text stands: in the condition, and in the file. */
  static LoadContext contextOf(SourcedText text, Span place, LoadContext parent) {
    SourcedText.Place origin = text.place(place.offset(), place.end());
    return parent.inCondition(place, text.text(), origin.file(), origin.span());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import io.falcoj.engine.Values;
import io.falcoj.engine.format.SlotText;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprPrinter;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.List;

/** A check, ready to be asked by itself. */
final class TracedCheck {

  private final String text;
  private final Span place;
  private final EventPredicate predicate;
  private final List<Slot> slots;

  /**
   * @param slots what it reads from the event
   */
  TracedCheck(Expr check, EventPredicate predicate, List<Slot> slots) {
    this.text = ExprPrinter.print(check);
    this.place = check.span();
    this.predicate = predicate;
    this.slots = slots;
  }

  /** What it says of the event that {@code context} is at. */
  Trace.Check trace(EvalContext context, boolean asked) {
    boolean holds = predicate.matches(context);
    List<SeenValues> seen = new ArrayList<>(slots.size());
    boolean allPresent = true;
    for (Slot slot : slots) {
      Values values = context.values(slot.index());
      allPresent &= values.isPresent();
      seen.add(
          new SeenValues(
              slot.toString(),
              values.isPresent(),
              SlotText.texts(slot, values, SeenValues.MOST),
              values.size()));
    }
    Answer missing = allPresent ? Answer.FALSE : Answer.ABSENT;
    return new Trace.Check(text, holds ? Answer.TRUE : missing, seen, place, asked);
  }
}

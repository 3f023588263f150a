// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import io.falcoj.grammar.Span;
import java.util.List;

/**
 * What a part of a condition says of an event, and what its own parts say. Immutable; holds nothing
 * of the event but texts.
 */
public sealed interface Trace {

  /**
   * Where the part stands, in the condition of the rule or in that of a macro; {@link Span#origin}
   * tells in which file a person wrote it, and where.
   */
  Span place();

  /** Whether it holds. */
  boolean holds();

  /**
   * Whether the answer matters, if parts are asked in the order in which they are written: behind
   * an operand of {@code and} that does not hold, or one of {@code or} that does, nothing is asked,
   * and {@link #holds} tells what the answer would be. Rules ask in the order that costs least; the
   * result is the same.
   */
  boolean asked();

  /**
   * All parts hold ({@code and}), or one of them ({@code or}).
   *
   * @param all whether it is {@code and}
   */
  record Junction(boolean all, List<Trace> parts, Span place, boolean holds, boolean asked)
      implements Trace {
    public Junction {
      parts = List.copyOf(parts);
    }
  }

  /** The operand does not hold. */
  record Negation(Trace operand, Span place) implements Trace {
    @Override
    public boolean holds() {
      return !operand.holds();
    }

    @Override
    public boolean asked() {
      return operand.asked();
    }
  }

  /**
   * A macro where it is named.
   *
   * @param place where the name stands
   */
  record Macro(String name, Trace condition, Span place) implements Trace {
    @Override
    public boolean holds() {
      return condition.holds();
    }

    @Override
    public boolean asked() {
      return condition.asked();
    }
  }

  /**
   * An exception of the rule, which holds for events that it does not except.
   *
   * @param condition what the rule's condition says because of it: {@code not (proc.name in (a))}
   * @param place where the exception begins
   */
  record RuleException(String name, Trace condition, Span place) implements Trace {
    @Override
    public boolean holds() {
      return condition.holds();
    }

    @Override
    public boolean asked() {
      return condition.asked();
    }
  }

  /**
   * A check.
   *
   * @param text in the words of the condition language, lists in the place of their names
   * @param seen what its sides found in the event: the left one, and the right one if it is a field
   */
  record Check(String text, Answer answer, List<SeenValues> seen, Span place, boolean asked)
      implements Trace {
    public Check {
      seen = List.copyOf(seen);
    }

    @Override
    public boolean holds() {
      return answer == Answer.TRUE;
    }
  }
}

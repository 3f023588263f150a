// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.operator.LiteralException;
import io.falcoj.engine.operator.Modifier;
import io.falcoj.engine.operator.Operator;
import io.falcoj.engine.predicate.AndPredicate;
import io.falcoj.engine.predicate.AnyValuePredicate;
import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.EveryValuePredicate;
import io.falcoj.engine.predicate.ExactlyOnePredicate;
import io.falcoj.engine.predicate.OrPredicate;
import io.falcoj.engine.predicate.SetPredicate;
import io.falcoj.engine.predicate.SingleValuePredicate;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the predicates of checks against values: the operator says what one value must be like, the
 * shape of the field says which of its values must be so. This is where the contract of absent
 * fields, absent elements, lists and searching fields is kept.
 */
final class LiteralCheckFactory {

  /** The value that stands for "absent" on a right-hand side. */
  private static final String ABSENT = "<NA>";

  private final boolean absentHasName;
  private int states;

  /**
   * @param absentHasName whether the literal {@code "<NA>"} stands for an absent value; where it
   *     may be a value itself it does not
   */
  LiteralCheckFactory(boolean absentHasName) {
    this.absentHasName = absentHasName;
  }

  /** A place in which a predicate keeps something for its own reuse. */
  int allocateState() {
    return states++;
  }

  /** How many of them there are. */
  int states() {
    return states;
  }

  /**
   * The predicate of a check.
   *
   * @param operator one that the shape of the slot takes
   * @throws LiteralException if a value is not of the type
   */
  EventPredicate create(
      Slot slot, Operator operator, @Nullable Modifier modifier, List<String> literals)
      throws LiteralException {
    ValueShape shape = slot.shape();
    boolean set =
        operator.listMeaning() == Operator.ListMeaning.SET_EQUALS || isInequality(operator);
    if (modifier != null && set && shape.list()) {
      return combineSets(slot, operator, modifier, literals);
    }
    ValueTest test =
        modifier == null
            ? operator.test(shape, literals, this::allocateState)
            : operator.test(shape, modifier, literals, this::allocateState);
    return quantify(slot, operator, test, acceptsAbsent(shape, operator, modifier, literals));
  }

  private static EventPredicate quantify(
      Slot slot, Operator operator, ValueTest test, boolean acceptsAbsent) {
    if (slot.shape().search()) {
      return isInequality(operator)
          ? new EveryValuePredicate(slot, test, false, true)
          : new AnyValuePredicate(slot, test, acceptsAbsent);
    }
    if (!slot.list()) {
      return new SingleValuePredicate(slot, test, acceptsAbsent);
    }
    switch (operator.listMeaning()) {
      case ANY:
        return new AnyValuePredicate(slot, test, acceptsAbsent);
      case EVERY:
        return new EveryValuePredicate(slot, test, acceptsAbsent, false);
      case EVERY_PRESENT:
        return new EveryValuePredicate(slot, test, acceptsAbsent, true);
      case SET_EQUALS:
        return new SetPredicate(slot, test, acceptsAbsent, false);
      case SET_DIFFERS:
        return new SetPredicate(slot, test, acceptsAbsent, true);
    }
    throw new AssertionError(operator);
  }

  /** Compares the set of the values with that of each literal, as the modifier says. */
  private EventPredicate combineSets(
      Slot slot, Operator operator, Modifier modifier, List<String> literals)
      throws LiteralException {
    List<EventPredicate> comparisons = new ArrayList<>();
    for (String literal : literals) {
      comparisons.add(create(slot, operator, null, List.of(literal)));
    }
    if (comparisons.isEmpty()) {
      // No value passes against no literals, whatever the modifier.
      return new OrPredicate(comparisons);
    }
    switch (modifier) {
      case ANYOF:
        return new OrPredicate(comparisons);
      case ALLOF:
        return new AndPredicate(comparisons);
      case ONEOF:
        return new ExactlyOnePredicate(comparisons);
    }
    throw new AssertionError(modifier);
  }

  private static boolean isInequality(Operator operator) {
    return operator.listMeaning() == Operator.ListMeaning.SET_DIFFERS;
  }

  /**
   * Whether an absent value counts as one that the literals name. For {@code !=} that is asked of
   * elements only: an absent field differs from nothing.
   */
  private boolean acceptsAbsent(
      ValueShape shape, Operator operator, @Nullable Modifier modifier, List<String> literals) {
    boolean asked = operator.acceptsAbsent() || (shape.list() && isInequality(operator));
    if (!absentHasName || !asked || !shape.type().isString()) {
      return false;
    }
    int named = 0;
    for (String literal : literals) {
      named += literal.equals(ABSENT) ? 1 : 0;
    }
    if (modifier == null || modifier == Modifier.ANYOF) {
      return named > 0;
    }
    return named == (modifier == Modifier.ONEOF ? 1 : literals.size()) && named > 0;
  }
}

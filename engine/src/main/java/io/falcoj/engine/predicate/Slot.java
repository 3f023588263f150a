// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.ThreadHome;
import io.falcoj.engine.Values;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be read from an event: a field with its argument, or a transformer over other
 * slots. Two uses of the same thing, in conditions or outputs, are one slot. Immutable, shared by
 * all threads.
 */
public abstract class Slot {

  private final int index;
  private final ValueShape shape;
  private final String text;

  /**
   * @param index unique in the rule set, from 0
   * @param text how the condition language names it: {@code tolower(proc.name)}
   */
  protected Slot(int index, ValueShape shape, String text) {
    this.index = index;
    this.shape = shape;
    this.text = text;
  }

  /** Where {@link EvalContext#values(int)} finds it. */
  public final int index() {
    return index;
  }

  /** What it yields. */
  public final ValueShape shape() {
    return shape;
  }

  /** Type of its values. */
  public final FieldType type() {
    return shape.type();
  }

  /** Whether it yields any number of values. */
  public final boolean list() {
    return shape.list();
  }

  /** The field that is read; null for the result of a transformer and for a literal. */
  public abstract @Nullable FieldDefinition definition();

  /** Effort of reading it, in the units of {@link PredicateCost}. */
  public abstract int cost();

  /** The slot as one thread reads it. */
  protected Slot forThread(ThreadHome home) {
    return this;
  }

  /** Reads it into {@code values}, which is clear, from the event of {@code context}. */
  protected abstract void fill(EvalContext context, Values values);

  /** The text of the condition language that names it: {@code tolower(proc.name)}. */
  @Override
  public final String toString() {
    return text;
  }
}

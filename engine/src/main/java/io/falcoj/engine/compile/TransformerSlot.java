// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.transformer.BoundTransformer;
import io.falcoj.engine.transformer.ValueFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transformer, or a list inside one, over other slots. */
final class TransformerSlot extends Slot {

  private final ValueFunction function;
  private final int[] arguments;
  private final int cost;

  TransformerSlot(int index, BoundTransformer transformer, List<Slot> arguments, String text) {
    super(index, transformer.shape(), text);
    this.function = transformer.function();
    this.arguments = arguments.stream().mapToInt(Slot::index).toArray();
    this.cost = PredicateCost.SEARCH + arguments.stream().mapToInt(Slot::cost).sum();
  }

  @Override
  public @Nullable FieldDefinition definition() {
    return null;
  }

  @Override
  public int cost() {
    return cost;
  }

  @Override
  protected void fill(EvalContext context, Values values) {
    function.apply(context, arguments, values);
  }
}

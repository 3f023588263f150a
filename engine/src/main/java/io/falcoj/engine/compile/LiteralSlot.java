// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.predicate.ValueShape;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text inside a transformer: the same for every event. */
final class LiteralSlot extends Slot {

  private final byte[] bytes;

  LiteralSlot(int index, String literal, String text) {
    super(index, ValueShape.of(FieldType.CHARBUF, false), text);
    this.bytes = literal.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable FieldDefinition definition() {
    return null;
  }

  @Override
  public int cost() {
    return PredicateCost.REMEMBERED;
  }

  @Override
  protected void fill(EvalContext context, Values values) {
    values.addText(bytes);
  }
}

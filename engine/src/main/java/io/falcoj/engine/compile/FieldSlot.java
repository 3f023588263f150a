// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.ThreadHome;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.predicate.ValueShape;

/** A field with its argument. */
final class FieldSlot extends Slot {

  private final FieldDefinition definition;
  private final FieldExtractor extractor;

  FieldSlot(int index, BoundField field, String text) {
    super(index, shape(field), text);
    this.definition = field.definition();
    this.extractor = field.extractor();
  }

  private FieldSlot(FieldSlot slot, FieldExtractor extractor) {
    super(slot.index(), slot.shape(), slot.toString());
    this.definition = slot.definition;
    this.extractor = extractor;
  }

  private static ValueShape shape(BoundField field) {
    FieldDefinition definition = field.definition();
    boolean search = definition.is(FieldDefinition.Flag.SEARCH) && !field.argument().isPresent();
    return new ValueShape(
        field.type(), field.list(), definition.is(FieldDefinition.Flag.JSON), search);
  }

  @Override
  public FieldDefinition definition() {
    return definition;
  }

  @Override
  public int cost() {
    return extractor.cost();
  }

  @Override
  protected Slot forThread(ThreadHome home) {
    FieldExtractor own = extractor.forThread(home);
    return own == extractor ? this : new FieldSlot(this, own);
  }

  @Override
  protected void fill(EvalContext context, Values values) {
    extractor.extract(context.event(), values);
  }
}

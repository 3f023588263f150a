// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.ConditionCompileException.Kind;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.grammar.ExprPrinter;
import io.falcoj.grammar.Operand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fields and transformers with fixed values, by the text that names them. */
final class TableSlots implements SlotSource {

  private final Map<String, Slot> byName = new LinkedHashMap<>();

  TableSlots text(String name, String... values) {
    return add(name, FieldType.CHARBUF, false, Set.of(), filled -> addTexts(filled, values));
  }

  TableSlots list(String name, @Nullable String... values) {
    return add(name, FieldType.CHARBUF, true, Set.of(), filled -> addTexts(filled, values));
  }

  TableSlots number(String name, FieldType type, long value, Flag... flags) {
    return add(name, type, false, Set.of(flags), filled -> filled.addLong(value));
  }

  TableSlots absent(String name) {
    return add(name, FieldType.CHARBUF, false, Set.of(), filled -> {});
  }

  TableSlots add(
      String name, FieldType type, boolean list, Set<Flag> flags, Consumer<Values> filler) {
    FieldDefinition definition =
        new FieldDefinition(
            name,
            type,
            list,
            ArgumentRule.NONE,
            flags,
            List.of("test"),
            "",
            null,
            FieldBinder.of((event, values) -> filler.accept(values)));
    byName.put(name, new FixedSlot(byName.size(), definition, filler));
    return this;
  }

  private static void addTexts(Values filled, @Nullable String... values) {
    filled.present();
    for (String value : values) {
      if (value == null) {
        filled.addAbsent();
      } else {
        filled.addText(value.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public Slot slot(Operand operand) throws ConditionCompileException {
    String name = ExprPrinter.printAsFalco(operand);
    Slot slot = byName.get(name);
    if (slot == null) {
      throw new ConditionCompileException(
          Kind.UNKNOWN_NAME, "no such thing", operand.span(), "no field " + name);
    }
    return slot;
  }

  /** A context that stands on one event. */
  EvalContext context() {
    EvalContext context = new EvalContext(new ArrayList<>(byName.values()), 0, 0, 0, false);
    context.begin(new FixedEvent());
    return context;
  }

  private static final class FixedSlot extends Slot {

    private final FieldDefinition definition;
    private final Consumer<Values> filler;

    FixedSlot(int index, FieldDefinition definition, Consumer<Values> filler) {
      super(index, ValueShape.of(definition.type(), definition.list()), definition.name());
      this.definition = definition;
      this.filler = filler;
    }

    @Override
    public FieldDefinition definition() {
      return definition;
    }

    @Override
    public int cost() {
      return 1;
    }

    @Override
    protected void fill(EvalContext context, Values values) {
      filler.accept(values);
    }
  }

  private static final class FixedEvent implements Event {
    @Override
    public String source() {
      return "test";
    }

    @Override
    public long number() {
      return 7;
    }

    @Override
    public long timestampNanos() {
      return 1_700_000_000_123_456_789L;
    }

    @Override
    public int typeCode() {
      return PLUGIN_EVENT;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.predicate.ValueShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Fields with values that do not depend on the event. */
final class MockFields {

  /** The event that they are read from. */
  static final Event EVENT =
      new Event() {
        @Override
        public String source() {
          return "syscall";
        }

        @Override
        public long number() {
          return 1;
        }

        @Override
        public long timestampNanos() {
          return 0;
        }

        @Override
        public int typeCode() {
          return 2;
        }
      };

  private MockFields() {}

  /** The fields that conditions about logic and quoting use. */
  static FieldClass constants(String source) {
    return new FieldClass(
        "c",
        "",
        "",
        List.of(
            text(source, "c.true", "1"),
            text(source, "c.false", "0"),
            field(source, "c.buffer", FieldType.BYTEBUF, false, Set.of(), values -> {}),
            text(source, "c.singlequote", "hello 'quoted'"),
            text(source, "c.doublequote", "hello \"quoted\"")));
  }

  /** The fields that a case describes. */
  static FieldClass of(String source, JsonNode fields) {
    List<FieldDefinition> definitions = new ArrayList<>();
    for (String name : fields.propertyNames()) {
      JsonNode field = fields.get(name);
      FieldType type = FieldType.valueOf(field.get("type").stringValue().toUpperCase(Locale.ROOT));
      boolean list = field.path("list").asBoolean(false);
      Set<Flag> flags =
          field.path("no_transformer").asBoolean(false)
              ? EnumSet.of(Flag.NO_TRANSFORMER)
              : Set.of();
      JsonNode values = field.get("values");
      definitions.add(field(source, name, type, list, flags, filled -> add(values, filled)));
    }
    return new FieldClass("test", "", "", definitions);
  }

  /** A slot with values of a case. */
  static Slot slot(FieldType type, boolean list, JsonNode values) {
    return new Slot(0, ValueShape.of(type, list), "test") {
      @Override
      public FieldDefinition definition() {
        return text("syscall", "test", "");
      }

      @Override
      public int cost() {
        return 1;
      }

      @Override
      protected void fill(EvalContext context, Values filled) {
        add(values, filled);
      }
    };
  }

  private static FieldDefinition text(String source, String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return field(source, name, FieldType.CHARBUF, false, Set.of(), values -> values.addText(bytes));
  }

  private static FieldDefinition field(
      String source,
      String name,
      FieldType type,
      boolean list,
      Set<Flag> flags,
      Consumer<Values> filler) {
    return new FieldDefinition(
        name,
        type,
        list,
        ArgumentRule.NONE,
        flags,
        List.of(source),
        "",
        null,
        FieldBinder.of((event, values) -> filler.accept(values)));
  }

  private static void add(JsonNode values, Values filled) {
    filled.present();
    for (JsonNode value : values) {
      if (value.isString()) {
        filled.addText(value.stringValue().getBytes(StandardCharsets.UTF_8));
      } else {
        filled.addLong(value.longValue());
      }
    }
  }
}

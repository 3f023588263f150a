// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.testing;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fields of every type over {@link TableEvent}s: {@code one.int64} and its like hold one value,
 * {@code list.int64} any number. {@code json.text} and {@code json.list} come from a JSON document,
 * {@code search.text}, {@code search.net} and {@code search.number} are searched.
 */
public final class TableFields {

  /** Name of the source that has these fields. */
  public static final String SOURCE = "table";

  private TableFields() {}

  /** All of the fields, for {@link #SOURCE} and for {@code syscall}. */
  public static FieldRegistry registry() {
    List<FieldDefinition> fields = new ArrayList<>();
    for (FieldType type : FieldType.values()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      fields.add(field("one." + name, type, false, ArgumentRule.NONE, Set.of()));
      fields.add(field("list." + name, type, true, ArgumentRule.NONE, Set.of()));
    }
    Set<Flag> json = EnumSet.of(Flag.JSON);
    Set<Flag> search = EnumSet.of(Flag.SEARCH, Flag.NO_FIELD_COMPARISON, Flag.NO_TRANSFORMER);
    FieldType text = FieldType.CHARBUF;
    fields.add(field("json.text", text, false, ArgumentRule.NONE, json));
    fields.add(field("json.other", text, false, ArgumentRule.NONE, json));
    fields.add(field("json.list", text, true, ArgumentRule.OPTIONAL_INDEX, json));
    fields.add(field("json.more", text, true, ArgumentRule.OPTIONAL_INDEX, json));
    fields.add(field("search.text", text, false, ArgumentRule.OPTIONAL_INDEX, search));
    fields.add(field("search.net", FieldType.IPNET, false, ArgumentRule.NONE, search));
    fields.add(field("search.number", FieldType.PORT, false, ArgumentRule.NONE, search));
    fields.add(
        field("plain.text", text, false, ArgumentRule.NONE, EnumSet.of(Flag.NO_TRANSFORMER)));
    fields.add(
        field("alone.text", text, false, ArgumentRule.NONE, EnumSet.of(Flag.NO_FIELD_COMPARISON)));
    fields.add(field("key.text", text, false, ArgumentRule.REQUIRED_KEY, json));
    fields.add(field("evt.type", text, false, ArgumentRule.NONE, Set.of()));
    fields.add(field("a.text", text, false, ArgumentRule.NONE, Set.of()));
    fields.add(field("b.text", text, false, ArgumentRule.NONE, Set.of()));
    return new FieldRegistry(List.of(new FieldClass("table", "", "", fields)));
  }

  private static FieldDefinition field(
      String name, FieldType type, boolean list, ArgumentRule argument, Set<Flag> flags) {
    FieldBinder binder =
        (definition, given) ->
            new BoundField(
                definition,
                given,
                definition.type(),
                definition.list() && !given.hasIndex(),
                (event, values) -> {
                  Values stored = ((TableEvent) event).get(name);
                  if (stored == null) {
                    return;
                  }
                  if (!given.hasIndex()) {
                    values.copyFrom(stored);
                  } else if (given.index() < stored.size()) {
                    values.addElement(stored, given.index());
                  }
                });
    return new FieldDefinition(
        name, type, list, argument, flags, List.of(SOURCE, "syscall"), "", null, binder);
  }
}

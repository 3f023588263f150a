// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.table;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.FieldType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One field of a {@link FieldTable}, while it is written down. */
public final class FieldLine {

  private final String name;
  private final FieldType type;
  private final List<String> sources;
  private final String description;
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private ArgumentRule argumentRule = ArgumentRule.NONE;
  private boolean list;
  private @Nullable String deprecation;
  private ArgumentCheck argumentCheck = (field, argument) -> {};
  private @Nullable FieldBinder binder;
  private boolean printed = true;

  FieldLine(
      String name, FieldType type, List<String> sources, Set<Flag> flags, String description) {
    this.name = name;
    this.type = type;
    this.sources = sources;
    this.flags.addAll(flags);
    this.description = description;
  }

  /** The field yields any number of values. */
  public FieldLine list() {
    list = true;
    return this;
  }

  /** The field takes this argument. */
  public FieldLine argument(ArgumentRule rule) {
    argumentRule = rule;
    return this;
  }

  /** The field takes this argument, as far as {@code check} agrees. */
  public FieldLine argument(ArgumentRule rule, ArgumentCheck check) {
    argumentCheck = check;
    return argument(rule);
  }

  /** The field is special in these ways. */
  public FieldLine flags(Flag... special) {
    flags.addAll(List.of(special));
    return this;
  }

  /** The field means something in conditions only: outputs print it as absent. */
  public FieldLine conditionsOnly() {
    flags.add(Flag.FILTER_ONLY);
    printed = false;
    return this;
  }

  /** The field is kept for old rules; {@code instead} says what to write today. */
  public FieldLine deprecated(String instead) {
    deprecation = instead;
    return this;
  }

  /** Reads the field, whatever its argument. */
  public FieldLine reads(FieldExtractor extractor) {
    return bound(FieldBinder.of(extractor));
  }

  /** Makes the extractor from the argument. */
  public FieldLine bound(FieldBinder by) {
    binder = by;
    return this;
  }

  FieldDefinition toDefinition() {
    FieldBinder given = binder;
    ArgumentCheck check = argumentCheck;
    boolean isPrinted = printed;
    FieldBinder checked =
        (definition, argument) -> {
          check.check(definition, argument);
          return given == null
              ? declareOnly(definition, argument)
              : shown(given.bind(definition, argument), isPrinted);
        };
    return new FieldDefinition(
        name, type, list, argumentRule, flags, sources, description, deprecation, checked);
  }

  private static BoundField shown(BoundField field, boolean printed) {
    return printed
        ? field
        : new BoundField(
            field.definition(),
            field.argument(),
            field.type(),
            field.list(),
            field.extractor(),
            (event, values) -> {});
  }

  /**
   * Binds a field that is known but that no event source of this version yields: a rule with it
   * loads and is checked, and no event ever reaches the extractor.
   */
  public static BoundField declareOnly(FieldDefinition definition, FieldArgument argument) {
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        (event, values) -> {
          throw new IllegalStateException("no event source yields " + definition.name());
        });
  }
}

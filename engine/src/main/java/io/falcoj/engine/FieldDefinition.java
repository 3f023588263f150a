// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field that conditions and outputs may name. Everything that help, documentation and
 * validation say about it derives from here.
 *
 * @param name full name: {@code ka.req.pod.containers.image}
 * @param type type of its values
 * @param list whether it yields any number of values
 * @param argumentRule which argument it takes
 * @param flags what is special about it
 * @param sources names of the event sources whose events have it, in the order of {@code --list};
 *     empty if those of every source do
 * @param description what it holds, in falcoj's own words: form, unit, when absent
 * @param deprecation what to use instead; null if it is not deprecated
 * @param binder makes its extractor
 */
public record FieldDefinition(
    String name,
    FieldType type,
    boolean list,
    ArgumentRule argumentRule,
    Set<Flag> flags,
    List<String> sources,
    String description,
    @Nullable String deprecation,
    FieldBinder binder) {

  /** What is special about a field. */
  public enum Flag {
    /**
     * Its values come from a JSON document: text, whole numbers among it. Ranges and numeric order
     * apply, and a list of them takes every operator.
     */
    JSON,
    /**
     * Yields candidates rather than a list: a positive check is true if true for one of them,
     * {@code !=} if none equals ({@code proc.aname}, {@code fd.ip}).
     */
    SEARCH,
    /** Means something in conditions only; an output may name it all the same, as in Falco. */
    FILTER_ONLY,
    /**
     * A distance: {@code =} asks whether it is at most the value, and no other operator is allowed
     * ({@code evt.around}).
     */
    WITHIN,
    /** May be used in outputs only. */
    PRINT_ONLY,
    /** Takes no transformer. */
    NO_TRANSFORMER,
    /** Can neither be compared with a field nor stand on the right-hand side. */
    NO_FIELD_COMPARISON,
    /** Its argument may follow its name behind a dot: {@code evt.arg.flags}. */
    DOTTED_ARGUMENT,
    /** Numbers print as hexadecimal. */
    HEX,
    /** Numbers print as octal. */
    OCTAL,
    /**
     * Numbers print padded with zeros to nine digits, the nanoseconds of a time; among JSON fields
     * they are numbers like others.
     */
    PADDED,
    /** Text that tells the time of the event; among JSON fields its nanoseconds stand instead. */
    EVENT_TIME,
    /** Text that prints as it was recorded; that of other fields prints with U+FFFD for control. */
    AS_RECORDED,
    /** Joins the outputs of rules where the configuration asks for suggested fields. */
    SUGGESTED,
    /** Left out of the listings unless asked for. */
    HIDDEN
  }

  public FieldDefinition {
    flags = flags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(flags));
    sources = List.copyOf(sources);
  }

  /** The same field, of events of these sources. */
  public FieldDefinition withSources(List<String> names) {
    return new FieldDefinition(
        name, type, list, argumentRule, flags, names, description, deprecation, binder);
  }

  /** Whether the field has the flag. */
  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /** Whether the field is kept for old rules only. */
  public boolean isDeprecated() {
    return deprecation != null;
  }
}

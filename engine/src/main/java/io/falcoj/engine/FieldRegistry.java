// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields that rules may name, by event source. Made once, from the list of field classes;
 * immutable.
 */
public final class FieldRegistry {

  private final List<FieldClass> classes;
  private final Map<String, Map<String, FieldDefinition>> bySource;

  /**
   * @param classes in the order of {@code --list}
   * @throws IllegalArgumentException if one source has two fields of the same name
   */
  public FieldRegistry(List<FieldClass> classes) {
    this(classes, List.of());
  }

  /**
   * @param classes in the order of {@code --list}
   * @param sources names of event sources, beside those that the fields name, whose events have the
   *     fields that every event has
   * @throws IllegalArgumentException if one source has two fields of the same name
   */
  public FieldRegistry(List<FieldClass> classes, Collection<String> sources) {
    Set<String> names = new TreeSet<>(sources);
    for (FieldClass fieldClass : classes) {
      fieldClass.fields().forEach(field -> names.addAll(field.sources()));
    }
    List<String> all = List.copyOf(names);
    this.classes = classes.stream().map(each -> ofSources(each, all)).toList();
    Map<String, Map<String, FieldDefinition>> index = new LinkedHashMap<>();
    // A source without a field of its own is known all the same.
    all.forEach(source -> index.put(source, new LinkedHashMap<>()));
    for (FieldClass fieldClass : this.classes) {
      for (FieldDefinition field : fieldClass.fields()) {
        for (String source : field.sources()) {
          Map<String, FieldDefinition> byName =
              index.computeIfAbsent(source, unknown -> new LinkedHashMap<>());
          if (byName.put(field.name(), field) != null) {
            throw new IllegalArgumentException(
                "two fields '" + field.name() + "' for source '" + source + "'");
          }
        }
      }
    }
    this.bySource = Collections.unmodifiableMap(index);
  }

  /** The class, its fields of every event being those of these sources. */
  private static FieldClass ofSources(FieldClass fieldClass, List<String> sources) {
    if (fieldClass.fields().stream().noneMatch(field -> field.sources().isEmpty())) {
      return fieldClass;
    }
    return new FieldClass(
        fieldClass.name(),
        fieldClass.shortDescription(),
        fieldClass.description(),
        fieldClass.fields().stream()
            .map(field -> field.sources().isEmpty() ? field.withSources(sources) : field)
            .toList());
  }

  /** All classes, in the order in which they were given; every field names its sources. */
  public List<FieldClass> classes() {
    return classes;
  }

  /** The classes that have fields for {@code source}, reduced to these fields. */
  public List<FieldClass> classes(String source) {
    List<FieldClass> result = new ArrayList<>();
    for (FieldClass fieldClass : classes) {
      List<FieldDefinition> fields = new ArrayList<>();
      for (FieldDefinition field : fieldClass.fields()) {
        if (field.sources().contains(source)) {
          fields.add(field);
        }
      }
      if (!fields.isEmpty()) {
        result.add(
            new FieldClass(
                fieldClass.name(),
                fieldClass.shortDescription(),
                fieldClass.description(),
                fields));
      }
    }
    return List.copyOf(result);
  }

  /** The names of all sources, in their alphabetical order. */
  public Set<String> sources() {
    return bySource.keySet();
  }

  /** The field called {@code name}, without any argument, among those of {@code source}. */
  public Optional<FieldDefinition> find(String source, String name) {
    return Optional.ofNullable(fields(source).get(name));
  }

  /**
   * Whether {@code name} names a field of {@code source}; behind a dot it may end in an argument,
   * if the field allows that. Costs far less than a {@link #bind} that fails.
   */
  public boolean knows(String source, String name) {
    return fields(source).containsKey(name) || dotted(source, name) != null;
  }

  /**
   * Finds a field and binds it to its argument.
   *
   * @param name name as a rule wrote it; for a field with {@link
   *     FieldDefinition.Flag#DOTTED_ARGUMENT} it may end in a dot and the argument
   * @param argument the text between the brackets; null without brackets
   * @throws UnknownFieldException if the source has no such field
   * @throws FieldArgumentException if the field cannot have this argument, or needs one
   */
  public BoundField bind(String source, String name, @Nullable String argument)
      throws UnknownFieldException, FieldArgumentException {
    FieldDefinition definition = fields(source).get(name);
    String text = argument;
    if (definition == null && argument == null) {
      definition = dotted(source, name);
      if (definition != null) {
        text = name.substring(definition.name().length() + 1);
      }
    }
    if (definition == null) {
      throw new UnknownFieldException(withArgument(name, argument), suggestions(source, name));
    }
    if (text != null
        && !definition.argumentRule().allowed()
        && !definition.is(FieldDefinition.Flag.JSON)) {
      // As Falco has it, such a field is one with brackets in its name.
      throw new UnknownFieldException(withArgument(name, argument), List.of(definition.name()));
    }
    return definition.binder().bind(definition, checkArgument(definition, text));
  }

  /**
   * The names of {@code source} that are most like {@code name}, nearest first: a field's author
   * most likely meant one of them. Empty if none is near.
   */
  public List<String> suggestions(String source, String name) {
    return NearestNames.to(name, fields(source).keySet());
  }

  private Map<String, FieldDefinition> fields(String source) {
    return bySource.getOrDefault(source, Map.of());
  }

  private @Nullable FieldDefinition dotted(String source, String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      FieldDefinition definition = fields(source).get(name.substring(0, dot));
      if (definition != null) {
        boolean takesRest =
            definition.is(FieldDefinition.Flag.DOTTED_ARGUMENT) && dot + 1 < name.length();
        return takesRest ? definition : null;
      }
    }
    return null;
  }

  private static FieldArgument checkArgument(FieldDefinition definition, @Nullable String text)
      throws FieldArgumentException {
    ArgumentRule rule = definition.argumentRule();
    String name = definition.name();
    if (text == null) {
      if (rule.required() && !rule.isOwn()) {
        throw new FieldArgumentException(
            "filter '" + name + "': " + name + " requires an argument but none provided");
      }
      return FieldArgument.NONE;
    }
    if (!rule.allowed()) {
      throw new FieldArgumentException(
          "filter '"
              + withArgument(name, text)
              + "': "
              + name
              + " does not allow nor require an argument but one is provided: "
              + text);
    }
    int index = rule.index() ? parseIndex(text) : -1;
    if (index < 0 && rule.index() && !rule.key()) {
      throw new FieldArgumentException(
          "filter " + withArgument(name, text) + " " + name + invalidIndexReason(text) + text);
    }
    return new FieldArgument(text, index);
  }

  /** The index that {@code text} is, or -1: digits without leading zeros, within an int. */
  private static int parseIndex(String text) {
    if (text.isEmpty() || text.length() > 10 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    long index = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      index = index * 10 + (digit - '0');
    }
    return index > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) index;
  }

  private static String invalidIndexReason(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return " has an invalid index argument not composed only by digits: ";
      }
    }
    if (text.isEmpty() || text.charAt(0) == '0') {
      return " has an invalid index argument starting with 0: ";
    }
    return " has an invalid index argument not representable on 64 bit: ";
  }

  private static String withArgument(String name, @Nullable String argument) {
    return argument == null ? name : name + "[" + argument + "]";
  }
}

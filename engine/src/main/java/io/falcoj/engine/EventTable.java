// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All kinds of events and all system calls. One table serves captures, live events and the
 * selection of rules by event type; it is read from a resource when first needed. Follows libs
 * 0.25.
 */
public final class EventTable {

  /** How many kinds of events there are; codes are below it. */
  public static final int SIZE = 454;

  /** Code of the events that stand for any system call without a kind of its own, on entering. */
  public static final int GENERIC_ENTER = 0;

  /** Code of the events that stand for any system call without a kind of its own, on leaving. */
  public static final int GENERIC_EXIT = 1;

  /** Table of the names of errors, as system calls return them, without their minus sign. */
  public static final String ERRORS = "errors";

  /** Table of the names of signals. */
  public static final String SIGNALS = "signals";

  /** Code of the events that a plugin or the engine itself adds to a source. */
  public static final int ASYNC_EVENT = 402;

  private static final String NONE = "-";

  private final List<EventType> types;
  private final Map<String, EventType> typesByIdentifier = new HashMap<>();
  private final Map<String, List<EventType>> typesByName;
  private final Map<String, List<String>> syscalls;
  private final Map<Integer, String> nativeSyscalls = new HashMap<>();
  private final Map<String, ValueNames> valueNames;
  private final Map<String, List<String>> variants;

  private static final class Holder {
    private static final EventTable STANDARD = new EventTable();
  }

  private EventTable() {
    List<EventType> readTypes = new ArrayList<>(SIZE);
    Map<String, List<EventType>> byName = new LinkedHashMap<>();
    for (String line : lines("events.txt")) {
      EventType type = parseType(readTypes.size(), line.split(" "));
      readTypes.add(type);
      typesByIdentifier.put(type.identifier(), type);
      byName.computeIfAbsent(type.name(), name -> new ArrayList<>()).add(type);
    }
    types = List.copyOf(readTypes);
    byName.replaceAll((name, list) -> List.copyOf(list));
    typesByName = Collections.unmodifiableMap(byName);
    Map<String, List<String>> readSyscalls = new LinkedHashMap<>();
    for (String line : lines("syscalls.txt")) {
      String[] columns = line.split(" ");
      readSyscalls.put(columns[1], list(columns[2], ","));
      if (!columns[3].equals(NONE)) {
        nativeSyscalls.put(Integer.parseInt(columns[3]), columns[1]);
      }
    }
    syscalls = Collections.unmodifiableMap(readSyscalls);
    valueNames = new LinkedHashMap<>();
    for (String line : lines("value-names.txt")) {
      List<String> columns = List.of(line.split(" "));
      valueNames.put(columns.get(0), new ValueNames(columns.subList(1, columns.size())));
    }
    variants = new LinkedHashMap<>();
    for (String line : lines("variants.txt")) {
      List<String> columns = List.of(line.split(" "));
      variants.put(columns.get(0), columns.subList(1, columns.size()));
    }
  }

  /** The table of this version. */
  public static EventTable standard() {
    return Holder.STANDARD;
  }

  /** All kinds of events; their codes are their places. */
  public List<EventType> types() {
    return types;
  }

  /** The kind of event with a code below {@link #SIZE}. */
  public EventType type(int code) {
    return types.get(code);
  }

  /**
   * The kind of event with an identifier.
   *
   * @throws IllegalArgumentException if there is none
   */
  public EventType typeIdentified(String identifier) {
    EventType type = typesByIdentifier.get(identifier);
    if (type == null) {
      throw new IllegalArgumentException("no event type " + identifier);
    }
    return type;
  }

  /** All kinds of events, enter and exit and every version, that {@code evt.type} calls so. */
  public List<EventType> typesNamed(String name) {
    return typesByName.getOrDefault(name, List.of());
  }

  /** Whether a system call is called so, whatever kind of event carries it. */
  public boolean isSyscall(String name) {
    return syscalls.containsKey(name);
  }

  /** The names of all system calls, in the order of their numbers. */
  public List<String> syscalls() {
    return List.copyOf(syscalls.keySet());
  }

  /** The name of the system call that has a number on x86-64; null if none has. */
  public @Nullable String nativeSyscall(int number) {
    return nativeSyscalls.get(number);
  }

  /** Identifiers of the kinds of events that carry the system call; none if it is unknown. */
  public List<String> eventsOfSyscall(String name) {
    return syscalls.getOrDefault(name, List.of());
  }

  /**
   * The names of the values of parameters.
   *
   * @param table what {@link EventParameter#valueNames()} says, {@link #ERRORS} or {@link
   *     #SIGNALS}; an unknown one holds no names
   */
  public ValueNames valueNames(String table) {
    return valueNames.getOrDefault(table, ValueNames.NONE);
  }

  /**
   * The types that the value of a parameter may have. The first byte of the value is an index.
   *
   * @param table what {@link EventParameter#variants()} says; an unknown one holds no types
   */
  public List<String> variants(String table) {
    return variants.getOrDefault(table, List.of());
  }

  private static EventType parseType(int code, String[] columns) {
    List<EventParameter> parameters = new ArrayList<>();
    for (String parameter : Arrays.asList(columns).subList(5, columns.length)) {
      parameters.add(parseParameter(parameter.split(":")));
    }
    return new EventType(
        code,
        columns[0],
        columns[1],
        columns[2],
        list(columns[3], "\\|"),
        list(columns[4], "\\|"),
        parameters);
  }

  private static EventParameter parseParameter(String[] parts) {
    String valueNames = "";
    String variants = "";
    int directory = -1;
    for (String option : Arrays.asList(parts).subList(3, parts.length)) {
      String value = option.substring(option.indexOf('=') + 1);
      if (option.startsWith("values=")) {
        valueNames = value;
      } else if (option.startsWith("variants=")) {
        variants = value;
      } else {
        directory = Integer.parseInt(value);
      }
    }
    return new EventParameter(parts[0], parts[1], parts[2], valueNames, variants, directory);
  }

  private static List<String> list(String column, String separator) {
    return column.equals(NONE) ? List.of() : List.of(column.split(separator));
  }

  private static List<String> lines(String resource) {
    List<String> lines = new ArrayList<>();
    try (InputStream input = EventTable.class.getResourceAsStream(resource)) {
      if (input == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + resource, e);
    }
    return lines;
  }
}

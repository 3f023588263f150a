// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.ValueNames;
import io.falcoj.fields.listing.FieldListFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the events of system calls, in the forms of Falco's {@code --list-events} and {@code -i}.
 * Left out are events that only old recordings hold. Follows falco 0.44.
 */
public final class EventList {

  private static final EventTable TABLE = EventTable.standard();
  private static final String OLD_VERSION = "OLD_VERSION";
  private static final String UNUSED = "UNUSED";
  private static final String MODIFIES_STATE = "MODIFIES_STATE";
  private static final Set<String> BULK_CATEGORIES = Set.of("IO_READ", "IO_WRITE");

  /** The parts of the list with their headings, by the origin of events. */
  private enum Part {
    SYSCALL("Syscall events"),
    TRACEPOINT("Tracepoint events"),
    PLUGIN("Plugin events"),
    METAEVENT("Metaevents");

    private final String heading;

    Part(String heading) {
      this.heading = heading;
    }

    boolean has(EventType type) {
      return type.origins().contains(name());
    }
  }

  /**
   * A line of the list.
   *
   * @param available whether live system calls are watched for it unless configured otherwise
   */
  private record Line(String name, boolean enter, boolean available, EventType type) {}

  private EventList() {}

  /**
   * The list.
   *
   * @param schemaVersion version of the schema that the events belong to
   */
  public static String render(FieldListFormat format, String schemaVersion) {
    return switch (format) {
      case TEXT -> text(schemaVersion);
      case MARKDOWN -> markdown(schemaVersion);
      case JSON -> json(schemaVersion);
    };
  }

  /**
   * Names of the system calls that live watching leaves out for their number, unless configured
   * otherwise: they read or write, and change no state.
   */
  public static Set<String> ignored() {
    Set<String> names = new LinkedHashSet<>();
    for (String syscall : TABLE.syscalls()) {
      List<EventType> types =
          TABLE.types().stream()
              .filter(type -> TABLE.eventsOfSyscall(syscall).contains(type.identifier()))
              .toList();
      if (types.stream().anyMatch(type -> BULK_CATEGORIES.contains(type.category()))
          && types.stream().noneMatch(type -> type.flags().contains(MODIFIES_STATE))) {
        types.forEach(type -> names.add(type.name()));
      }
    }
    return names;
  }

  private static Map<Part, List<Line>> lines() {
    Set<String> ignored = ignored();
    Map<Part, List<Line>> lines = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      List<Line> ofPart = new ArrayList<>();
      for (EventType type : TABLE.types()) {
        if (part.has(type) && isListed(type)) {
          ofPart.add(new Line(type.name(), isEnter(type), !ignored.contains(type.name()), type));
        }
      }
      lines.put(part, ofPart);
    }
    // What has no event of its own comes as a generic one.
    EventType enter = TABLE.type(EventTable.GENERIC_ENTER);
    EventType exit = TABLE.type(EventTable.GENERIC_EXIT);
    List<Line> syscalls = Objects.requireNonNull(lines.get(Part.SYSCALL));
    for (String syscall : TABLE.syscalls()) {
      if (TABLE.eventsOfSyscall(syscall).contains(exit.identifier())) {
        syscalls.add(new Line(syscall, true, true, enter));
        syscalls.add(new Line(syscall, false, true, exit));
      }
    }
    return lines;
  }

  private static boolean isListed(EventType type) {
    return type.code() != EventTable.GENERIC_ENTER
        && type.code() != EventTable.GENERIC_EXIT
        && !type.flags().contains(OLD_VERSION)
        && !type.flags().contains(UNUSED);
  }

  private static boolean isEnter(EventType type) {
    return type.code() % 2 == 0;
  }

  private static String text(String schemaVersion) {
    StringBuilder text = new StringBuilder(beginning(schemaVersion));
    lines()
        .forEach(
            (part, lines) -> {
              text.append("## ").append(part.heading).append("\n\n");
              for (Line line : lines) {
                text.append(direction(line)).append(' ').append(line.name).append('(');
                text.append(parameters(line.type, name -> name)).append(")\n");
              }
              text.append('\n');
            });
    return text.toString();
  }

  private static String markdown(String schemaVersion) {
    StringBuilder text = new StringBuilder(beginning(schemaVersion));
    lines()
        .forEach(
            (part, lines) -> {
              text.append("## ").append(part.heading).append("\n\n");
              text.append("Default | Dir | Name | Params \n:-------|:----|:-----|:-----\n");
              for (Line line : lines) {
                text.append(line.available ? "Yes" : "No");
                text.append(" | `").append(direction(line));
                text.append("` | `").append(line.name).append("` | ");
                text.append(parameters(line.type, name -> "*" + name + "*")).append('\n');
              }
              text.append('\n');
            });
    return text.toString();
  }

  private static String json(String schemaVersion) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    lines()
        .forEach(
            (part, lines) -> {
              ArrayNode array = json.putArray(part.heading);
              lines.forEach(line -> array.add(json(line)));
            });
    json.put("schema_version", schemaVersion);
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode json(Line line) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("available", line.available);
    json.put("dir", direction(line));
    json.put("name", line.name);
    ArrayNode parameters = json.putArray("params");
    for (EventParameter parameter : line.type.parameters()) {
      ObjectNode node = parameters.addObject();
      if (hasFlags(parameter)) {
        ArrayNode flags = node.putArray("flags");
        valueNames(parameter).forEach(flags::add);
      }
      node.put("name", parameter.name());
      node.put("type", typeName(parameter));
    }
    return json;
  }

  private static String beginning(String schemaVersion) {
    return "The events below are valid for Falco *Schema Version*: " + schemaVersion + "\n";
  }

  private static String direction(Line line) {
    return line.enter ? ">" : "<";
  }

  private static String parameters(EventType type, UnaryOperator<String> emphasis) {
    List<String> parameters = new ArrayList<>();
    for (EventParameter parameter : type.parameters()) {
      String text = typeName(parameter) + " **" + parameter.name() + "**";
      if (hasFlags(parameter)) {
        text +=
            ": " + valueNames(parameter).stream().map(emphasis).collect(Collectors.joining(", "));
      }
      parameters.add(text);
    }
    return String.join(", ", parameters);
  }

  /** Falco lists one type by another name than the table of events has for it. */
  private static String typeName(EventParameter parameter) {
    return parameter.type().equals("DYN") ? "DYNAMIC" : parameter.type();
  }

  private static boolean hasFlags(EventParameter parameter) {
    return parameter.type().contains("FLAGS") && !parameter.valueNames().isEmpty();
  }

  private static List<String> valueNames(EventParameter parameter) {
    ValueNames names = TABLE.valueNames(parameter.valueNames());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      texts.add(new String(names.nameAt(i), StandardCharsets.US_ASCII));
    }
    return texts;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.NearestNames;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.fields.table.ArgumentCheck;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The arguments of {@code evt.*} fields, which name parameters, types and times of events. */
final class EventArguments {

  private static final String NUMBER = "[0-9]{1,9}";
  private static final List<String> SIDES = List.of("src", "dst");

  private EventArguments() {}

  /** Whether an argument is a number, from 0, rather than a name. */
  static boolean isNumber(String argument) {
    return argument.matches(NUMBER);
  }

  /** Number of a parameter, or name of a parameter that some event has. */
  static void checkParameter(FieldDefinition field, FieldArgument argument)
      throws FieldArgumentException, UnknownFieldException {
    String parameter = ArgumentCheck.given(field, argument);
    if (!isNumber(parameter)) {
      parameter(field, parameter);
    }
  }

  /** Name or code of an event type. */
  static void checkEventType(FieldDefinition field, FieldArgument argument)
      throws FieldArgumentException, UnknownFieldException {
    String name = ArgumentCheck.given(field, argument);
    if (!isNumber(name) && EventTable.standard().typesNamed(name).isEmpty()) {
      Stream<String> names = EventTable.standard().types().stream().map(EventType::name);
      throw unknown(field, name, names.distinct().toList());
    }
  }

  /** Which of two paths, or nothing where there is but one. */
  static void checkSide(FieldDefinition field, FieldArgument argument)
      throws UnknownFieldException {
    if (argument.isPresent() && !SIDES.contains(argument.requiredText())) {
      throw unknown(field, argument.requiredText(), SIDES);
    }
  }

  /** Nanoseconds since the epoch. */
  static void checkTime(FieldDefinition field, FieldArgument argument)
      throws FieldArgumentException {
    if (!ArgumentCheck.given(field, argument).matches("[0-9]{1,19}")) {
      throw ArgumentCheck.refusal(field, argument, "nanoseconds since the epoch");
    }
  }

  /**
   * The field as it is for one parameter: with the parameter's type and the way it prints. Of
   * several events that have such a parameter the first decides, as in libs 0.25.
   */
  static FieldDefinition typed(FieldDefinition field, FieldArgument argument)
      throws FieldArgumentException, UnknownFieldException {
    EventParameter parameter = parameter(field, ArgumentCheck.given(field, argument));
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(field.flags());
    if (parameter.format().equals("HEX")) {
      flags.add(Flag.HEX);
    } else if (parameter.format().equals("OCT")) {
      flags.add(Flag.OCTAL);
    }
    return new FieldDefinition(
        field.name(),
        type(parameter.type()),
        field.list(),
        field.argumentRule(),
        flags,
        field.sources(),
        field.description(),
        field.deprecation(),
        field.binder());
  }

  /** The first parameter of that name. Falco reads names by prefix, so it knows two errors. */
  private static EventParameter parameter(FieldDefinition field, String name)
      throws FieldArgumentException, UnknownFieldException {
    Set<String> others = new LinkedHashSet<>();
    for (EventType type : EventTable.standard().types()) {
      for (EventParameter parameter : type.parameters()) {
        if (parameter.name().equals(name)) {
          return parameter;
        }
        others.add(parameter.name());
      }
    }
    if (others.stream().anyMatch(name::startsWith)) {
      throw unknown(field, name, others);
    }
    throw new FieldArgumentException("unknown event argument " + name);
  }

  private static UnknownFieldException unknown(
      FieldDefinition field, String argument, Collection<String> known) {
    String prefix = field.name() + ".";
    return new UnknownFieldException(
        prefix + argument, NearestNames.to(argument, known).stream().map(prefix::concat).toList());
  }

  /** The type of a field for a type on the wire. */
  static FieldType type(String wireType) {
    return switch (wireType) {
      case "FD32" -> FieldType.FD;
      case "PID32" -> FieldType.PID;
      case "DYN" -> FieldType.DYNAMIC;
      case "CHARBUFARRAY", "CHARBUF_PAIR_ARRAY" -> FieldType.NONE;
      default -> FieldType.valueOf(wireType);
    };
  }
}

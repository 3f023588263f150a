// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.FieldType.Storage;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.engine.Values;
import io.falcoj.engine.operator.TypeFamily;
import io.falcoj.fields.parameter.ParameterIndex;
import io.falcoj.fields.parameter.ParameterText;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.charset.StandardCharsets;

/**
 * One parameter with its own type. Events that share its name need not share its type: a condition
 * compares it as the type that the first of them has, and it is absent where that makes no sense;
 * an output prints it as the type that it has in the event.
 */
final class RawArgument {

  private static final byte[] NOTHING = {};
  private static final byte[] ABSENT_TEXT = "<NA>".getBytes(StandardCharsets.US_ASCII);

  private final ParameterText texts;
  private final ParameterIndex parameter;
  private final FieldType type;

  /** Whether no operator but {@code exists} takes the type, so that the value does not matter. */
  private final boolean onlyExists;

  private final FieldType[] types = new FieldType[EventTable.SIZE];
  private final String[] formats = new String[EventTable.SIZE];

  private RawArgument(ParameterText texts, String name, FieldType type) {
    this.texts = texts;
    this.parameter = ParameterIndex.of(name);
    this.type = type;
    this.onlyExists = TypeFamily.of(type).isEmpty() && type.storage() == Storage.TEXT;
    for (EventType each : EventTable.standard().types()) {
      EventParameter own = parameter.ofType(each);
      types[each.code()] = own == null ? FieldType.NONE : EventArguments.type(own.type());
      formats[each.code()] = own == null ? "" : own.format();
    }
  }

  /** Binds the field. */
  static BoundField bind(ParameterText texts, FieldDefinition field, FieldArgument argument)
      throws FieldArgumentException, UnknownFieldException {
    FieldDefinition typed = EventArguments.typed(field, argument);
    RawArgument bound = new RawArgument(texts, argument.requiredText(), typed.type());
    return new BoundField(
        typed,
        argument,
        typed.type(),
        typed.list(),
        CallReader.reads(bound::read),
        FieldType.CHARBUF,
        CallReader.reads(bound::print));
  }

  private void read(SyscallEvent event, Values values) {
    int index = parameter.in(event);
    if (index < 0) {
      return;
    }
    FieldType own = types[event.typeCode()];
    boolean text = own.storage() == Storage.TEXT;
    if (text != (type.storage() == Storage.TEXT)) {
      if (onlyExists && event.has(index)) {
        values.addText(NOTHING);
      }
    } else if (text) {
      readText(event, index, own, values);
    } else if (event.has(index)) {
      values.addLong(number(event, index, own));
    }
  }

  private static void readText(SyscallEvent event, int index, FieldType own, Values values) {
    RawEvent raw = event.raw();
    if (own.isString() && event.lacksText(index)) {
      values.addText(ABSENT_TEXT);
    } else if (event.has(index)) {
      int length = own.isString() ? event.textLength(index) : raw.parameterLength(index);
      values.addText(raw.array(), raw.parameterOffset(index), length);
    }
  }

  /** The number; one with a sign as conditions hold it that compare numbers without. */
  private long number(SyscallEvent event, int index, FieldType own) {
    if (own.storage() != Storage.LONG) {
      return event.unsigned(index);
    }
    long number = event.signed(index);
    return type.storage() == Storage.LONG ? number : number & mask(type);
  }

  /** The bits that a number without sign can have. */
  private static long mask(FieldType type) {
    return switch (type) {
      case UINT8, FLAGS8, ENUMFLAGS8, SIGTYPE -> 0xFFL;
      case UINT16, FLAGS16, ENUMFLAGS16, SYSCALLID, PORT -> 0xFFFFL;
      case UINT32, FLAGS32, ENUMFLAGS32, UID, GID, MODE, SIGSET -> 0xFFFF_FFFFL;
      default -> -1;
    };
  }

  private void print(SyscallEvent event, Values values) {
    int index = parameter.in(event);
    if (index < 0) {
      return;
    }
    FieldType own = types[event.typeCode()];
    if (own.isString()) {
      readText(event, index, own, values);
      return;
    }
    AsciiBuilder text = event.scratch();
    if (own.storage() == Storage.TEXT) {
      if (event.has(index)) {
        texts.appendValue(event, index, text);
      }
    } else {
      appendNumber(event, index, own, text);
    }
    int start = values.reserve(text.length());
    System.arraycopy(text.array(), 0, values.scratch(), start, text.length());
    values.addScratch(start, text.length());
  }

  /** As the reference prints a number of a type; one that is not there is 0. */
  private void appendNumber(SyscallEvent event, int index, FieldType own, AsciiBuilder text) {
    boolean signed = own.storage() == Storage.LONG;
    long number = signed ? event.signed(index) : event.unsigned(index);
    // Narrow numbers are widened to 32 bits before they are printed.
    long bits = event.raw().parameterLength(index) < Long.BYTES ? number & 0xFFFF_FFFFL : number;
    switch (formats[event.typeCode()]) {
      case "HEX" -> text.addCapitalHex(bits);
      case "OCT" -> text.addUnsigned(bits, 8);
      default -> {
        if (signed) {
          text.addDecimal(number);
        } else {
          text.addUnsigned(number, 10);
        }
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.ValueNames;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.PrintableText;
import io.falcoj.fields.time.TimeText;
import io.falcoj.fields.time.TimeText.Date;
import io.falcoj.fields.time.ZoneOffsets;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How parameters of system calls read. A parameter has a value and may have a meaning: {@code 4098}
 * and {@code O_RDONLY|O_CLOEXEC}, {@code 3} and {@code <f>/etc/passwd}. Immutable, shared by all
 * threads. Follows libs 0.25 {@code sinsp_evt::get_param_as_str}; unlike there, nothing is cut, and
 * numbers of an unexpected width are read as wide as they are.
 */
public final class ParameterText {

  private static final byte[] ABSENT = "<NA>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_BYTES = "NULL".getBytes(StandardCharsets.US_ASCII);

  private final TimeText time;
  private final Part data;
  private final Printer[][] printers = new Printer[EventTable.SIZE][];

  /**
   * @param zone of the times that parameters hold
   * @param base64 whether data prints as base64 rather than with dots for what cannot be printed
   */
  public ParameterText(ZoneOffsets zone, boolean base64) {
    data = base64 ? TextParts.BASE64 : TextParts.BYTES;
    time = new TimeText(zone, Date.BLANK, true);
    for (EventType type : EventTable.standard().types()) {
      List<EventParameter> parameters = type.parameters();
      Printer[] ofType = new Printer[parameters.size()];
      for (int i = 0; i < ofType.length; i++) {
        ofType[i] = printer(parameters.get(i));
      }
      printers[type.code()] = ofType;
    }
  }

  /** How many parameters of the event there are that can be read. */
  public int count(SyscallEvent event) {
    return Math.min(event.raw().parameterCount(), printers[event.typeCode()].length);
  }

  /** Adds what a parameter below {@link #count} means, or its value if that is all. */
  public void read(SyscallEvent event, int index, Values values) {
    RawEvent raw = event.raw();
    int offset = raw.parameterOffset(index);
    int length = raw.parameterLength(index);
    Printer printer = printers[event.typeCode()][index];
    if (isInPlace(printer, event, index)) {
      values.addText(raw.array(), offset, TextParts.lengthOf(raw.array(), offset, length));
      return;
    }
    AsciiBuilder text = event.scratch();
    appendMeaning(event, index, text);
    if (text.length() == 0) {
      appendValue(event, index, text);
    }
    int start = values.reserve(text.length());
    System.arraycopy(text.array(), 0, values.scratch(), start, text.length());
    values.addScratch(start, text.length());
  }

  /** Whether the bytes of a parameter are the text that it reads as. */
  private static boolean isInPlace(Printer printer, SyscallEvent event, int index) {
    return switch (printer.kind()) {
      case TEXT -> !event.lacksText(index);
      case PATH -> isPrintablePath(event.raw(), index);
      case BYTES, PLAIN -> false;
    };
  }

  private static boolean isPrintablePath(RawEvent raw, int index) {
    byte[] array = raw.array();
    int offset = raw.parameterOffset(index);
    int length = raw.parameterLength(index);
    return length > 0
        && array[offset] == '/'
        && PrintableText.isPrintable(
            array, offset, offset + TextParts.lengthOf(array, offset, length));
  }

  /** Appends the value of a parameter below {@link #count}. */
  public void appendValue(SyscallEvent event, int index, AsciiBuilder text) {
    Printer printer = printers[event.typeCode()][index];
    if (isEmpty(printer, event, index)) {
      text.add(printer.kind() == Printer.Kind.BYTES ? NO_BYTES : ABSENT);
    } else {
      printer
          .value()
          .append(
              event, event.raw().parameterOffset(index), event.raw().parameterLength(index), text);
    }
  }

  /** Appends what a parameter below {@link #count} means; nothing if its value is all. */
  public void appendMeaning(SyscallEvent event, int index, AsciiBuilder text) {
    Printer printer = printers[event.typeCode()][index];
    if (!isEmpty(printer, event, index)) {
      printer
          .meaning()
          .append(
              event, event.raw().parameterOffset(index), event.raw().parameterLength(index), text);
    }
  }

  private static boolean isEmpty(Printer printer, SyscallEvent event, int index) {
    return switch (printer.kind()) {
      case TEXT, PATH -> event.lacksText(index);
      case BYTES, PLAIN -> event.raw().parameterLength(index) == 0;
    };
  }

  private Printer printer(EventParameter parameter) {
    if (parameter.variants().isEmpty()) {
      return printer(parameter, parameter.type());
    }
    List<Printer> variants =
        EventTable.standard().variants(parameter.variants()).stream()
            .map(type -> printer(parameter, type))
            .toList();
    return VariantParts.of(variants);
  }

  private Printer printer(EventParameter parameter, String type) {
    ValueNames names = EventTable.standard().valueNames(parameter.valueNames());
    return switch (type) {
      case "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64" ->
          Printer.of(NumberParts.number(type, parameter.format()));
      case "ERRNO" -> Printer.of(NumberParts.SIGNED, NameParts.ERROR);
      case "FD" -> Printer.of(NumberParts.SIGNED, StateParts.FD);
      case "PID" -> Printer.of(NumberParts.SIGNED, StateParts.PROCESS);
      case "UID" -> Printer.of(StateParts.ID, StateParts.USER);
      case "GID" -> Printer.of(StateParts.ID, StateParts.GROUP);
      case "FLAGS8", "FLAGS16", "FLAGS32" ->
          Printer.of(NumberParts.UNSIGNED, NameParts.flags(names));
      case "ENUMFLAGS8", "ENUMFLAGS16", "ENUMFLAGS32" ->
          Printer.of(NumberParts.UNSIGNED, NameParts.oneOf(names));
      case "MODE" ->
          Printer.of(NumberParts.number("UINT32", parameter.format()), NameParts.mode(names));
      case "SIGTYPE" -> Printer.of(NumberParts.UNSIGNED, NameParts.SIGNAL);
      case "SIGSET" -> Printer.of(NameParts.SIGNAL_SET);
      case "SYSCALLID" -> Printer.of(NameParts.SYSCALL_NUMBER, NameParts.SYSCALL);
      case "RELTIME" -> Printer.of(NumberParts.NANOS, NumberParts.SECONDS);
      case "ABSTIME" -> Printer.of(TextParts.time(time));
      case "CHARBUF" -> new Printer(Printer.Kind.TEXT, TextParts.TEXT, Part.NOTHING);
      case "FSPATH", "FSRELPATH" ->
          new Printer(
              Printer.Kind.PATH,
              TextParts.PATH,
              StateParts.absolute(parameter.directoryParameter()));
      case "BYTEBUF" -> Printer.ofBytes(data);
      case "FDLIST" -> Printer.ofBytes(StateParts.FD_LIST);
      case "SOCKADDR" -> Printer.of(TextParts.ADDRESS);
      case "SOCKTUPLE" -> Printer.ofBytes(TextParts.TUPLE);
      case "CHARBUFARRAY", "CHARBUF_PAIR_ARRAY" -> Printer.ofBytes(TextParts.UNPRINTABLE);
      default -> Printer.of(TextParts.UNPRINTABLE);
    };
  }
}

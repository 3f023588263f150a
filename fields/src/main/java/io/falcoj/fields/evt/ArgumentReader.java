// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.parameter.ParameterIndex;
import io.falcoj.fields.parameter.ParameterText;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.charset.StandardCharsets;

/** The parameters of a system call as text: one, or all. */
final class ArgumentReader {

  private static final byte[] SUCCESS = "SUCCESS".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_BYTES = "NULL".getBytes(StandardCharsets.US_ASCII);
  private static final ParameterIndex DATA = ParameterIndex.of("data");
  private static final byte[][][] NAMES = new byte[EventTable.SIZE][][];

  static {
    for (EventType type : EventTable.standard().types()) {
      NAMES[type.code()] =
          type.parameters().stream()
              .map(EventParameter::name)
              .map(name -> name.getBytes(StandardCharsets.US_ASCII))
              .toArray(byte[][]::new);
    }
  }

  private final ParameterText compared;
  private final ParameterText printed;

  /**
   * @param compared how parameters read in conditions
   * @param printed how they read in outputs
   */
  ArgumentReader(ParameterText compared, ParameterText printed) {
    this.compared = compared;
    this.printed = printed;
  }

  /** Binds the field that reads one parameter, by name or number. */
  BoundField bindOne(FieldDefinition definition, FieldArgument argument) {
    String parameter = argument.requiredText();
    FieldExtractor extractor = one(parameter, compared);
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        extractor,
        printed == compared ? extractor : one(parameter, printed));
  }

  private static FieldExtractor one(String parameter, ParameterText texts) {
    return EventArguments.isNumber(parameter)
        ? at(Integer.parseInt(parameter), texts)
        : named(ParameterIndex.of(parameter), texts);
  }

  /** Binds the field that holds the data that is read or written. */
  BoundField bindBuffer(FieldDefinition definition, FieldArgument argument) {
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        CallReader.reads(ArgumentReader::readBuffer),
        CallReader.composes(this::printBuffer));
  }

  private static FieldExtractor at(int index, ParameterText texts) {
    return CallReader.composes(
        (event, values) -> {
          if (index < texts.count(event)) {
            texts.read(event, index, values);
          }
        });
  }

  private static FieldExtractor named(ParameterIndex parameter, ParameterText texts) {
    return CallReader.composes(
        (event, values) -> {
          int index = parameter.in(event);
          if (index >= 0) {
            texts.read(event, index, values);
          }
        });
  }

  /** All parameters: {@code res=0 fd=3(<f>/etc/passwd)}. */
  void readAll(SyscallEvent event, Values values) {
    AsciiBuilder text = event.scratch();
    // What is recorded of a system call without a kind of its own tells nothing but its name.
    int count = event.typeCode() == EventTable.GENERIC_EXIT ? 0 : printed.count(event);
    byte[][] names = NAMES[event.typeCode()];
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.add(' ');
      }
      text.add(names[i]).add('=');
      printed.appendValue(event, i, text);
      int open = text.length();
      text.add('(');
      printed.appendMeaning(event, i, text);
      if (text.length() == open + 1) {
        text.setLength(open);
      } else {
        text.add(')');
      }
    }
    add(text, values);
  }

  /** The result: {@code SUCCESS}, or the name of the error. */
  void readResult(SyscallEvent event, Values values) {
    if (event.hasReturnValue()) {
      if (event.returnValue() >= 0) {
        values.addText(SUCCESS);
      } else {
        printed.read(event, 0, values);
      }
    }
  }

  /** The data that is read or written. */
  private static void readBuffer(SyscallEvent event, Values values) {
    int index = DATA.in(event);
    if (index >= 0) {
      RawEvent raw = event.raw();
      values.addText(raw.array(), raw.parameterOffset(index), raw.parameterLength(index));
    }
  }

  /** The same for outputs, which say where there are no bytes. */
  private void printBuffer(SyscallEvent event, Values values) {
    int index = DATA.in(event);
    if (index >= 0 && !event.has(index)) {
      values.addText(NO_BYTES);
    } else if (index >= 0) {
      AsciiBuilder text = event.scratch();
      printed.appendValue(event, index, text);
      add(text, values);
    }
  }

  private static void add(AsciiBuilder text, Values values) {
    int start = values.reserve(text.length());
    System.arraycopy(text.array(), 0, values.scratch(), start, text.length());
    values.addScratch(start, text.length());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.proc;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.fields.thread.ThreadReader;
import io.falcoj.sources.syscall.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/** Binds fields that read environments: all variables, or the value of one. */
final class ProcessEnvironment {

  /** How far the reference looks for a variable among ancestors. */
  private static final int MAX_GENERATIONS = 20;

  private static final byte[] NOTHING = {};

  private ProcessEnvironment() {}

  /** The environment of the process; a variable that is not set is empty. */
  static FieldBinder own() {
    return (definition, argument) -> {
      String name = argument.text();
      return bound(definition, argument, name == null || isNumber(name) ? all() : variable(name));
    };
  }

  /** The environment of ancestors. */
  static FieldBinder ofAncestors() {
    return (definition, argument) -> {
      String name = argument.text();
      if (name == null) {
        return new BoundField(
            definition,
            argument,
            definition.type(),
            definition.list(),
            Ancestors.each(
                (ancestor, values) -> ThreadReader.addJoined(ancestor.environment(), values)),
            all());
      }
      if (isNumber(name)) {
        int generation = Integer.parseInt(name);
        return bound(definition, argument, generation < 1 ? all() : allOf(generation));
      }
      return bound(definition, argument, nearest(name));
    };
  }

  private static BoundField bound(
      FieldDefinition definition, FieldArgument argument, FieldExtractor extractor) {
    return new BoundField(definition, argument, definition.type(), definition.list(), extractor);
  }

  private static FieldExtractor all() {
    return ThreadReader.reads(
        (event, thread, values) -> ThreadReader.addJoined(thread.environment(), values));
  }

  private static FieldExtractor allOf(int generation) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          ThreadInfo ancestor = thread.main();
          if (ancestor == null) {
            values.addText(NOTHING);
            return;
          }
          for (int i = 0; i < generation && ancestor != null; i++) {
            ancestor = event.state().threads().parent(ancestor);
          }
          if (ancestor != null) {
            ThreadReader.addJoined(ancestor.environment(), values);
          }
        });
  }

  private static FieldExtractor variable(String name) {
    byte[] wanted = Utf8.bytes(name);
    return ThreadReader.reads(
        (event, thread, values) -> {
          if (!add(thread, wanted, values)) {
            values.addText(NOTHING);
          }
        });
  }

  private static FieldExtractor nearest(String name) {
    byte[] wanted = Utf8.bytes(name);
    return ThreadReader.reads(
        (event, thread, values) -> {
          ThreadInfo ancestor = thread.main();
          for (int i = 0; i < MAX_GENERATIONS && ancestor != null; i++) {
            ancestor = event.state().threads().parent(ancestor);
            if (ancestor != null && add(ancestor, wanted, values)) {
              return;
            }
          }
          values.addText(NOTHING);
        });
  }

  /** Adds the value of a variable without blanks around it; false if it is empty or not set. */
  private static boolean add(@Nullable ThreadInfo thread, byte[] name, Values values) {
    if (thread == null) {
      return false;
    }
    byte[] environment = thread.environment();
    int start = 0;
    while (start < environment.length) {
      int end = start;
      while (end < environment.length && environment[end] != 0) {
        end++;
      }
      int value = start + name.length + 1;
      if (value < end && environment[value - 1] == '=' && startsWith(environment, start, name)) {
        while (value < end && environment[value] == ' ') {
          value++;
        }
        int last = end;
        while (last > value && environment[last - 1] == ' ') {
          last--;
        }
        if (last > value) {
          values.addText(environment, value, last - value);
          return true;
        }
        return false;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean startsWith(byte[] text, int offset, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (text[offset + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
  }
}

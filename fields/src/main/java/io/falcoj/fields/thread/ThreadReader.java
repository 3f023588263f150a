// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.thread;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/** Makes extractors of what is known of the thread of a system call; absent if none is known. */
public final class ThreadReader {

  private ThreadReader() {}

  /** Reads something of a thread. */
  @FunctionalInterface
  public interface Reading {
    void read(SyscallEvent event, ThreadInfo thread, Values values);
  }

  /** A text of a thread; null if it is absent. */
  @FunctionalInterface
  public interface Text {
    byte @Nullable [] of(ThreadInfo thread);
  }

  /** A number of a thread. */
  @FunctionalInterface
  public interface Number {
    long of(ThreadInfo thread);
  }

  /** Something true or false of a thread. */
  @FunctionalInterface
  public interface Condition {
    boolean of(ThreadInfo thread);
  }

  /** Anything. */
  public static FieldExtractor reads(Reading reading) {
    return (Event event, Values values) -> {
      SyscallEvent call = (SyscallEvent) event;
      ThreadInfo thread = call.thread();
      if (thread != null) {
        reading.read(call, thread, values);
      }
    };
  }

  /** A text. */
  public static FieldExtractor text(Text text) {
    return reads((event, thread, values) -> addText(text.of(thread), values));
  }

  /** A number. */
  public static FieldExtractor number(Number number) {
    return reads((event, thread, values) -> values.addLong(number.of(thread)));
  }

  /** A number that stands for nothing if it is {@code absent}. */
  public static FieldExtractor numberUnless(long absent, Number number) {
    return reads(
        (event, thread, values) -> {
          long value = number.of(thread);
          if (value != absent) {
            values.addLong(value);
          }
        });
  }

  /** True or false. */
  public static FieldExtractor condition(Condition condition) {
    return reads((event, thread, values) -> values.addBoolean(condition.of(thread)));
  }

  /** Adds a text that may be absent. */
  public static void addText(byte @Nullable [] text, Values values) {
    if (text != null) {
      values.addText(text);
    }
  }

  /** Adds a list of items that end in a zero byte, with blanks between them. */
  public static void addJoined(byte[] list, Values values) {
    int length = ThreadInfo.lengthWithoutEnd(list);
    int start = values.reserve(length);
    byte[] target = values.scratch();
    for (int i = 0; i < length; i++) {
      target[start + i] = list[i] == 0 ? (byte) ' ' : list[i];
    }
    values.addScratch(start, length);
  }

  /** Adds an id, if it is one that a kernel gives: sources without a kernel make up larger ones. */
  public static void addId(long id, Values values) {
    if (id >= -1 && id <= 0xFFFFFFFFL) {
      values.addLong(id);
    }
  }
}

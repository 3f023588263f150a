// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.ValueNames;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names that numbers stand for. */
final class NameParts {

  private static final ValueNames ERRORS = EventTable.standard().valueNames(EventTable.ERRORS);
  private static final ValueNames SIGNALS = EventTable.standard().valueNames(EventTable.SIGNALS);
  private static final byte[][] SYSCALLS = syscalls();
  private static final int SIGNALS_OF_A_SET = 32;

  private NameParts() {}

  /** The name of the error that a negative number stands for. */
  static final Part ERROR =
      (event, offset, length, text) ->
          appendError(EventLayout.signedAt(event.raw().array(), offset, length), text);

  /** The name of a signal. */
  static final Part SIGNAL =
      (event, offset, length, text) ->
          addIfKnown(
              SIGNALS.nameOf(EventLayout.unsignedAt(event.raw().array(), offset, length)), text);

  /** The names of the signals of a set, with blanks between. */
  static final Part SIGNAL_SET = NameParts::appendSignals;

  /** The number of a system call; words for a number that none has. */
  static final Part SYSCALL_NUMBER =
      (event, offset, length, text) -> {
        long number = EventLayout.unsignedAt(event.raw().array(), offset, length);
        if (number >= 0 && number < SYSCALLS.length) {
          text.addUnsigned(number, 10);
        } else {
          text.add("<unknown syscall>");
        }
      };

  /** The name of a system call. */
  static final Part SYSCALL =
      (event, offset, length, text) -> {
        long number = EventLayout.unsignedAt(event.raw().array(), offset, length);
        if (number >= 0 && number < SYSCALLS.length) {
          text.add(SYSCALLS[(int) number]);
        }
      };

  /** Appends the name of the error that a negative number stands for, if it is one. */
  static void appendError(long number, AsciiBuilder text) {
    if (number < 0) {
      addIfKnown(ERRORS.nameOf(-(long) (int) number), text);
    }
  }

  /** All names of one value, with bars between. */
  static Part oneOf(ValueNames names) {
    return (event, offset, length, text) -> {
      long value = EventLayout.unsignedAt(event.raw().array(), offset, length);
      int start = text.length();
      for (int i = 0; i < names.size(); i++) {
        if (names.valueAt(i) == value) {
          addWithBar(names.nameAt(i), start, text);
        }
      }
    };
  }

  /**
   * The names of the flags that are set, with bars between. A flag that others contain is not named
   * again; the search ends at a name for all of them.
   */
  static Part flags(ValueNames names) {
    return (event, offset, length, text) -> {
      long value = EventLayout.unsignedAt(event.raw().array(), offset, length);
      long rest = value;
      int start = text.length();
      for (int i = 0; i < names.size(); i++) {
        long flag = names.valueAt(i);
        if (isSet(flag, rest, value)) {
          rest &= ~flag;
          addWithBar(names.nameAt(i), start, text);
          if (flag == value) {
            return;
          }
        }
      }
    };
  }

  /** The names of the bits of a file mode, with bars between, up to a name for all of them. */
  static Part mode(ValueNames names) {
    return (event, offset, length, text) -> {
      long value = EventLayout.unsignedAt(event.raw().array(), offset, length);
      long rest = value;
      int start = text.length();
      for (int i = 0; i < names.size(); i++) {
        long bits = names.valueAt(i);
        if (bits == value) {
          addWithBar(names.nameAt(i), start, text);
          return;
        }
        if (isSet(bits, rest, value)) {
          rest &= ~bits;
          addWithBar(names.nameAt(i), start, text);
        }
      }
    };
  }

  /** Whether a flag is set; the name for no flag is if there are none at all. */
  private static boolean isSet(long flag, long rest, long value) {
    return flag == 0 ? value == 0 : (rest & flag) == flag;
  }

  private static void appendSignals(SyscallEvent event, int offset, int length, AsciiBuilder text) {
    long set = EventLayout.unsignedAt(event.raw().array(), offset, length);
    int start = text.length();
    for (int bit = 0; bit < SIGNALS_OF_A_SET; bit++) {
      byte[] name = (set >>> bit & 1) != 0 ? SIGNALS.nameOf(bit + 1) : null;
      if (name != null) {
        if (text.length() > start) {
          text.add(' ');
        }
        text.add(name);
      }
    }
  }

  private static void addWithBar(byte[] name, int start, AsciiBuilder text) {
    if (text.length() > start) {
      text.add('|');
    }
    text.add(name);
  }

  private static void addIfKnown(byte @Nullable [] name, AsciiBuilder text) {
    if (name != null) {
      text.add(name);
    }
  }

  private static byte[][] syscalls() {
    List<String> names = EventTable.standard().syscalls();
    byte[][] bytes = new byte[names.size()][];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = names.get(i).getBytes(StandardCharsets.US_ASCII);
    }
    return bytes;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import io.falcoj.fields.time.TimeText;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SocketAddress;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.Arrays;
import java.util.Base64;

/** Texts, bytes, addresses and times as they stand in the event. */
final class TextParts {

  private TextParts() {}

  /** A text up to its end mark. */
  static final Part TEXT =
      (event, offset, length, text) -> {
        byte[] array = event.raw().array();
        text.add(array, offset, lengthOf(array, offset, length));
      };

  /** A path up to its end mark, with what cannot be shown replaced. */
  static final Part PATH =
      (event, offset, length, text) -> {
        byte[] array = event.raw().array();
        text.addPrintable(array, offset, lengthOf(array, offset, length));
      };

  /** Bytes, with dots for those that are no printable ASCII. */
  static final Part BYTES = TextParts::appendBytes;

  /** Bytes as base64. */
  static final Part BASE64 =
      (event, offset, length, text) -> {
        byte[] bytes = Arrays.copyOfRange(event.raw().array(), offset, offset + length);
        text.add(Base64.getEncoder().encode(bytes));
      };

  /** The address of a socket. */
  static final Part ADDRESS =
      (event, offset, length, text) ->
          SocketAddress.print(event.raw().array(), offset, length, text);

  /** The addresses of both ends of a connection. */
  static final Part TUPLE =
      (event, offset, length, text) ->
          SocketAddress.printTuple(event.raw().array(), offset, length, text);

  /** Something that only the engine itself understands. */
  static final Part UNPRINTABLE = (event, offset, length, text) -> text.add("(n.a.)");

  /** Nanoseconds since the epoch as a date and time. */
  static Part time(TimeText format) {
    return (event, offset, length, text) -> {
      long nanos = EventLayout.unsignedAt(event.raw().array(), offset, length);
      int start = text.reserve(TimeText.LONGEST);
      text.setLength(format.writeUnsigned(nanos, text.array(), start));
    };
  }

  /** Length of a text without its end mark. */
  static int lengthOf(byte[] array, int offset, int length) {
    for (int i = 0; i < length; i++) {
      if (array[offset + i] == 0) {
        return i;
      }
    }
    return length;
  }

  private static void appendBytes(SyscallEvent event, int offset, int length, AsciiBuilder text) {
    byte[] array = event.raw().array();
    int start = text.reserve(length);
    byte[] target = text.array();
    for (int i = 0; i < length; i++) {
      byte each = array[offset + i];
      target[start + i] = each >= ' ' && each <= '~' ? each : (byte) '.';
    }
    text.setLength(start + length);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/**
 * Makes extractors of what a poll event waits for, one text with commas.
 *
 * <pre>
 *  parameter 1 of the event   count(2)   count times: descriptor(8) events(2)
 * </pre>
 */
final class PolledFds {

  private static final int PARAMETER = 1;
  private static final int COUNT_LENGTH = 2;
  private static final int ITEM_LENGTH = 10;
  private static final boolean[] IS_POLL = new boolean[EventTable.SIZE];

  static {
    for (EventType type : EventTable.standard().types()) {
      IS_POLL[type.code()] =
          type.identifier().equals("SYSCALL_POLL_X") || type.identifier().equals("SYSCALL_PPOLL_X");
    }
  }

  private PolledFds() {}

  /** Appends something of a descriptor, null if it is not known; nothing if it has none. */
  @FunctionalInterface
  interface Item {
    void add(long number, @Nullable FdInfo fd, AsciiBuilder text);
  }

  /** Joins an item of every descriptor; absent if there are none. */
  static FieldExtractor joined(Item item) {
    return (event, values) -> {
      SyscallEvent call = (SyscallEvent) event;
      ThreadInfo thread = call.thread();
      if (!IS_POLL[event.typeCode()] || thread == null) {
        return;
      }
      AsciiBuilder text = join(call.raw(), thread, item);
      if (text.length() > 0) {
        values.addText(text.toBytes());
      }
    };
  }

  private static AsciiBuilder join(RawEvent raw, ThreadInfo thread, Item item) {
    AsciiBuilder text = new AsciiBuilder();
    int length = PARAMETER < raw.parameterCount() ? raw.parameterLength(PARAMETER) : 0;
    if (length < COUNT_LENGTH) {
      return text;
    }
    int start = raw.parameterOffset(PARAMETER);
    int count = EventLayout.unsignedShortAt(raw.array(), start);
    int held = Math.min(count, (length - COUNT_LENGTH) / ITEM_LENGTH);
    AsciiBuilder part = new AsciiBuilder();
    for (int i = 0; i < held; i++) {
      long number = EventLayout.longAt(raw.array(), start + COUNT_LENGTH + i * ITEM_LENGTH);
      item.add(number, thread.fd(number), part.clear());
      if (part.length() > 0) {
        if (text.length() > 0) {
          text.add(',');
        }
        text.add(part.array(), 0, part.length());
      }
    }
    return text;
  }

  /** The number. */
  static void number(long number, @Nullable FdInfo fd, AsciiBuilder text) {
    text.addDecimal(number);
  }

  /** The name. */
  static void name(long number, @Nullable FdInfo fd, AsciiBuilder text) {
    if (fd == null || fd.name().length == 0) {
      text.add("<NA>");
    } else {
      text.add(fd.name());
    }
  }

  /** The address of the client. */
  static void clientAddress(long number, @Nullable FdInfo fd, AsciiBuilder text) {
    if (fd != null && fd.isInternetSocket()) {
      addAddress(fd, fd.sourceHigh(), fd.sourceLow(), text);
    }
  }

  /** The address of the server. */
  static void serverAddress(long number, @Nullable FdInfo fd, AsciiBuilder text) {
    if (fd != null && (fd.isInternetSocket() || fd.isServerSocket())) {
      addAddress(fd, fd.destinationHigh(), fd.destinationLow(), text);
    }
  }

  private static void addAddress(FdInfo fd, long high, long low, AsciiBuilder text) {
    if (fd.isIpv6()) {
      text.addIpv6(high, low);
    } else {
      text.addIpv4(low);
    }
  }

  /** The port of the client. */
  static void clientPort(long number, @Nullable FdInfo fd, AsciiBuilder text) {
    if (fd != null && fd.isInternetSocket()) {
      text.addDecimal(fd.sourcePort());
    }
  }

  /** The port of the server. */
  static void serverPort(long number, @Nullable FdInfo fd, AsciiBuilder text) {
    if (fd != null && fd.isInternetSocket()) {
      text.addDecimal(fd.destinationPort());
    }
  }
}

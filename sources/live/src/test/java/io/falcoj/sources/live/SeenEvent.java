// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A live event that a test keeps: what it was, and what the state knew.
 *
 * @param pid process that it happened in; -1 if its thread is unknown
 * @param parentPid of that process
 * @param command name of the thread
 * @param fdName name of the file that it is about; null if none is known
 * @param parameters texts without end mark, with {@code |} between several; numbers in decimal;
 *     addresses in hexadecimal
 */
record SeenEvent(
    String name,
    int typeCode,
    int cpu,
    long time,
    long pid,
    long parentPid,
    String command,
    long result,
    @Nullable String fdName,
    Map<String, String> parameters) {

  static SeenEvent of(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    return new SeenEvent(
        event.type().name(),
        event.typeCode(),
        event.cpu(),
        event.timestampNanos(),
        thread == null ? -1 : thread.pid(),
        thread == null ? -1 : thread.ptid(),
        thread == null ? "" : text(thread.comm()),
        event.returnValue(),
        event.fd() == null ? null : text(event.fd().name()),
        parametersOf(event));
  }

  private static Map<String, String> parametersOf(SyscallEvent event) {
    EventType type = event.type();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < event.raw().parameterCount(); i++) {
      EventParameter parameter = type.parameters().get(i);
      values.put(parameter.name(), valueOf(event, i, parameter));
    }
    return values;
  }

  private static String valueOf(SyscallEvent event, int index, EventParameter parameter) {
    return switch (parameter.type()) {
      case "CHARBUF", "FSPATH", "FSRELPATH" -> text(event.text(index));
      case "BYTEBUF" -> text(event.bytes(index)).replace('\0', '|');
      case "SOCKADDR", "SOCKTUPLE", "DYN", "FDLIST" -> HexFormat.of().formatHex(event.bytes(index));
      case "ERRNO", "FD", "PID", "INT8", "INT16", "INT32", "INT64" ->
          Long.toString(event.signed(index));
      default -> Long.toUnsignedString(event.unsigned(index));
    };
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A parameter, as {@link #parameters} shows it; empty if there is none of that name. */
  String value(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }
}

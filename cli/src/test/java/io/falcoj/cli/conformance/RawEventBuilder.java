// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Makes the bytes of an event from the form in which cases write it. */
final class RawEventBuilder {

  private RawEventBuilder() {}

  /** An event of a case: {@code type}, {@code ts}, {@code tid} and {@code params}. */
  static RawEvent build(JsonNode json) {
    EventType type = type(json.get("type").asString());
    List<byte[]> parameters = new ArrayList<>();
    JsonNode params = json.get("params");
    if (params != null) {
      for (JsonNode parameter : params) {
        parameters.add(parameter(parameter));
      }
    }
    return build(type, json.get("ts").asLong(), json.get("tid").asLong(), parameters);
  }

  static RawEvent build(EventType type, long timestamp, long tid, List<byte[]> parameters) {
    byte[] bytes = EventLayout.encode(type, timestamp, tid, parameters);
    RawEvent event = new RawEvent();
    if (!event.wrap(bytes, 0, bytes.length)) {
      throw new IllegalStateException("not an event: " + type);
    }
    return event;
  }

  /** The type with an identifier as cases write it: {@code PPME_SYSCALL_OPEN_X}. */
  static EventType type(String identifier) {
    String wanted = identifier.startsWith("PPME_") ? identifier.substring(5) : identifier;
    return EventTable.standard().types().stream()
        .filter(type -> type.identifier().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no event type " + identifier));
  }

  /** The bytes of a parameter of a case. */
  static byte[] parameter(JsonNode json) {
    if (json.has("hex")) {
      return HexFormat.of().parseHex(json.get("hex").asString());
    }
    JsonNode value = json.get("value");
    if (value == null || value.isNull()) {
      return new byte[0];
    }
    if (value.isString()) {
      byte[] text = value.asString().getBytes(StandardCharsets.UTF_8);
      byte[] terminated = new byte[text.length + 1];
      System.arraycopy(text, 0, terminated, 0, text.length);
      return terminated;
    }
    BigInteger number =
        value.isBoolean()
            ? (value.asBoolean() ? BigInteger.ONE : BigInteger.ZERO)
            : value.bigIntegerValue();
    String type = json.get("type").asString().toUpperCase(Locale.ROOT);
    int fixed = new EventParameter("", type, "", "", "", -1).fixedLength();
    int width = fixed == EventParameter.NOT_FIXED ? Long.BYTES : fixed;
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}

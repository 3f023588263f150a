// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.converter.pod.HostPort;
import io.falcoj.converter.pod.SecurityContext;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;

/** Properties of containers that are more than one value of the specification. */
final class ContainerProperties {

  private static final byte[] ZERO = {'0'};
  private static final JsonPointer SPEC = JsonPointer.ofMembers("requestObject", "spec");

  private ContainerProperties() {}

  /** The words of a command with blanks between them; absent if there is none. */
  static void addJoinedWords(JsonDocument json, int command, Values values) {
    int word = json.kind(command) == JsonKind.ARRAY ? json.firstChild(command) : JsonDocument.NONE;
    if (word == JsonDocument.NONE) {
      values.addAbsent();
      return;
    }
    int first = values.size();
    while (word != JsonDocument.NONE) {
      json.addText(word, values);
      word = json.next(word);
    }
    TextJoin.joinFrom(first, (byte) ' ', values);
  }

  /** A port of the host; 0 means that none is asked for. */
  static void addHostPort(JsonDocument json, int port, Values values) {
    if (HostPort.asked(json, port, values) == JsonDocument.NONE) {
      values.addAbsent();
    } else {
      json.addText(port, values);
    }
  }

  /** The number that a container runs under: its own, else that of the pod, else 0. */
  static Leaf effectiveId(SecurityContext property) {
    return (json, container, values) -> {
      int id = property.effective(json, json.find(SPEC), container);
      if (id == JsonDocument.NONE) {
        values.addText(ZERO);
      } else {
        json.addText(id, values);
      }
    };
  }
}

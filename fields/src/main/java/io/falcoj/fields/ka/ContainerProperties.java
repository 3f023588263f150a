// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;
import java.nio.charset.StandardCharsets;

/** Properties of containers that are more than one value of the specification. */
public final class ContainerProperties {

  private static final byte[] ZERO = {'0'};
  private static final byte[] NAME = "name".getBytes(StandardCharsets.UTF_8);

  private ContainerProperties() {}

  /**
   * Registry and name of an image: {@code registry:5000/team/app} for {@code
   * registry:5000/team/app:1.2@sha256:...}.
   */
  public static void addImageRepository(JsonDocument json, int image, Values values) {
    int index = values.size();
    json.addText(image, values);
    byte[] text = values.arrayAt(index);
    int start = values.offsetAt(index);
    int end = start + values.lengthAt(index);
    int tag = -1;
    for (int i = start; i < end; i++) {
      switch (text[i]) {
        case '/' -> tag = -1;
        case ':' -> tag = tag < 0 ? i : tag;
        case '@' -> end = i;
        default -> {}
      }
    }
    values.truncate(index);
    values.addText(text, start, (tag < 0 ? end : tag) - start);
  }

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
  public static void addHostPort(JsonDocument json, int port, Values values) {
    int index = values.size();
    json.addText(port, values);
    if (values.textEquals(index, ZERO)) {
      values.truncate(index);
      values.addAbsent();
    }
  }

  /**
   * The number that a container runs under: its own, else that of the pod, else 0.
   *
   * @param property {@code runAsUser} or {@code runAsGroup}
   */
  static Leaf effectiveId(String property) {
    JsonPointer ofContainer = JsonPointer.ofMembers("securityContext", property);
    JsonPointer ofPod = JsonPointer.ofMembers("requestObject", "spec", "securityContext", property);
    return (json, container, values) -> {
      int id = ValuePath.present(json, json.find(container, ofContainer));
      if (id == JsonDocument.NONE) {
        id = ValuePath.present(json, json.find(ofPod));
      }
      if (id == JsonDocument.NONE) {
        values.addText(ZERO);
      } else {
        json.addText(id, values);
      }
    };
  }

  /**
   * The kinds of a volume: the names of its members but its own name. One without any is absent.
   */
  static void addVolumeTypes(JsonDocument json, int volume, Values values) {
    int before = values.size();
    if (json.kind(volume) == JsonKind.OBJECT) {
      int member = json.firstChild(volume);
      while (member != JsonDocument.NONE) {
        if (json.kind(member) != JsonKind.NULL
            && !json.keyEquals(member, NAME)
            && !json.isOverridden(member)) {
          json.addKey(member, values);
        }
        member = json.next(member);
      }
    }
    if (values.size() == before) {
      values.addAbsent();
    }
  }
}

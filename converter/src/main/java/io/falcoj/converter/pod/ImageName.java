// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** The parts of an image's name. Allocates nothing. */
public final class ImageName {

  private static final JsonPointer IMAGE = JsonPointer.ofMembers("image");

  private ImageName() {}

  /** The image of a container; {@link JsonDocument#NONE} if it names none. */
  public static int of(JsonDocument json, int container) {
    return json.present(json.find(container, IMAGE));
  }

  /**
   * Adds registry and name of an image: {@code registry:5000/team/app} for {@code
   * registry:5000/team/app:1.2@sha256:...}.
   */
  public static void addRepository(JsonDocument json, int image, Values values) {
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
}

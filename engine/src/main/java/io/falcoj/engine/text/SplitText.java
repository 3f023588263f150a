// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.text;

import java.util.ArrayList;
import java.util.List;

/** Texts that hold several values. */
public final class SplitText {

  private SplitText() {}

  /**
   * The parts of {@code text} between separators, empty ones too; none for the empty text. Follows
   * libs 0.25 {@code sinsp_split}.
   */
  public static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    if (text.isEmpty()) {
      return parts;
    }
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hints about a name that does not exist. */
final class Suggestion {

  private Suggestion() {}

  /** "did you mean ...", with the nearest names; null if none is near. */
  static @Nullable String of(List<String> names) {
    return names.isEmpty() ? null : "did you mean " + String.join(", ", names) + "?";
  }
}

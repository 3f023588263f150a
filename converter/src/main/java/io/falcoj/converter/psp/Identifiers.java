// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes words for names of rules and macros out of the names of policies, none of them twice. */
final class Identifiers {

  private static final String OF_NAMELESS = "psp";

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> lastNumbers = new HashMap<>();

  /**
   * The name with {@code _} for every character that is no ASCII letter or digit; with {@code _2},
   * {@code _3}, ... behind it if that is taken.
   */
  String of(String name) {
    String base = name.isEmpty() ? OF_NAMELESS : name.replaceAll("[^A-Za-z0-9_]", "_");
    String identifier = base;
    while (!taken.add(identifier)) {
      identifier = base + "_" + lastNumbers.merge(base, 2, (last, first) -> last + 1);
    }
    return identifier;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what a misspelt word was meant to be. */
final class Spelling {

  private static final int LONGEST = 64;

  private Spelling() {}

  /** The word that differs least, if it differs little enough to be meant; else null. */
  static @Nullable String nearest(String word, Collection<String> words) {
    if (word.length() > LONGEST) {
      return null;
    }
    String nearest = null;
    int least = 1 + word.length() / 4;
    for (String candidate : words) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance <= least && (nearest == null || distance < least)) {
        nearest = candidate;
        least = distance;
      }
    }
    return nearest;
  }

  /** How many characters must be added, left out or replaced (Levenshtein). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what someone who misspelt a name may have meant. */
public final class NearestNames {

  private static final int MAX_NAMES = 3;
  private static final int MAX_LENGTH = 100;

  private record Candidate(String name, int distance) {}

  private NearestNames() {}

  /**
   * Those of {@code names} that need the fewest edits to become {@code name}, nearest first; at
   * most three, and none that is far away.
   */
  public static List<String> to(String name, Collection<String> names) {
    if (name.length() > MAX_LENGTH) {
      return List.of();
    }
    int limit = Math.max(1, name.length() / 4);
    List<Candidate> near = new ArrayList<>();
    for (String candidate : names) {
      int distance = distance(name, candidate, limit);
      if (distance <= limit) {
        near.add(new Candidate(candidate, distance));
      }
    }
    near.sort(Comparator.comparingInt(Candidate::distance));
    return near.stream().limit(MAX_NAMES).map(Candidate::name).toList();
  }

  /**
   * The one of {@code names} that needs the fewest edits to become {@code name}, whatever the case
   * of letters; null if none is near.
   */
  public static @Nullable String ignoringCase(String name, Collection<String> names) {
    if (name.length() > MAX_LENGTH) {
      return null;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = 1 + name.length() / 4;
    String nearest = null;
    for (String candidate : names) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), limit);
      if (distance <= limit) {
        nearest = candidate;
        limit = distance - 1;
      }
    }
    return nearest;
  }

  /**
   * Edits that turn {@code a} into {@code b}: a character more, less or another, or two neighbours
   * swapped. What is above {@code limit} is not told apart.
   */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      edits[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      edits[i][0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int fewest = edits[i - 1][j - 1] + (same ? 0 : 1);
        fewest = Math.min(fewest, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        edits[i][j] = swapped ? Math.min(fewest, 1 + edits[i - 2][j - 2]) : fewest;
      }
    }
    return edits[a.length()][b.length()];
  }
}

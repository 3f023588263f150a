// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.container;

/** Matches a path against a pattern in which {@code *} stands for any characters. */
final class PathPattern {

  private PathPattern() {}

  static boolean matches(String pattern, String path) {
    int patternIndex = 0;
    int pathIndex = 0;
    int star = -1;
    int resume = 0;
    while (pathIndex < path.length()) {
      if (patternIndex < pattern.length() && pattern.charAt(patternIndex) == '*') {
        star = patternIndex++;
        resume = pathIndex;
      } else if (patternIndex < pattern.length()
          && (pattern.charAt(patternIndex) == '?'
              || pattern.charAt(patternIndex) == path.charAt(pathIndex))) {
        patternIndex++;
        pathIndex++;
      } else if (star >= 0) {
        patternIndex = star + 1;
        pathIndex = ++resume;
      } else {
        return false;
      }
    }
    while (patternIndex < pattern.length() && pattern.charAt(patternIndex) == '*') {
      patternIndex++;
    }
    return patternIndex == pattern.length();
  }
}

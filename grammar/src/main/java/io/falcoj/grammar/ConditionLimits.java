// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * What a condition may not exceed. Conditions come from files that anyone may have written.
 *
 * @param maxDepth the nesting of the grammar's rules that is too deep, at most 1000. Falco's own is
 *     100: a macro inside 19 pairs of parentheses just does not reach it
 * @param maxLength longest text, in characters
 * @param maxListSize most values in one list
 */
public record ConditionLimits(int maxDepth, int maxLength, int maxListSize) {

  /** The parser recurses: so much depth fits into the stack of any thread. */
  private static final int DEEPEST = 1000;

  /** Falco's depth of 100; text and lists far above what real rule files hold. */
  public static final ConditionLimits DEFAULT = new ConditionLimits(100, 64 << 20, 2_000_000);

  public ConditionLimits {
    if (maxDepth < 1 || maxDepth > DEEPEST || maxLength < 0 || maxListSize < 0) {
      throw new IllegalArgumentException(
          "limits out of range: depth %d, length %d, list size %d"
              .formatted(maxDepth, maxLength, maxListSize));
    }
  }
}

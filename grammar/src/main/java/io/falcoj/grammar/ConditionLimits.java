// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * What a condition may not exceed. Conditions come from files that anyone may have written.
 *
 * @param maxDepth the nesting of the grammar's rules that is too deep, at most 1000. Falco has a
 *     limit of 100, but its count never grows, so that it is never reached
 * @param maxLength longest text, in characters
 * @param maxListSize most values in one list
 */
public record ConditionLimits(int maxDepth, int maxLength, int maxListSize) {

  /** The parser recurses: so much depth fits into the stack of any thread. */
  private static final int DEEPEST = 1000;

  /** Far above what real rule files hold: a macro inside 59 pairs of parentheses is taken. */
  public static final ConditionLimits DEFAULT = new ConditionLimits(300, 64 << 20, 2_000_000);

  public ConditionLimits {
    if (maxDepth < 1 || maxDepth > DEEPEST || maxLength < 0 || maxListSize < 0) {
      throw new IllegalArgumentException(
          "limits out of range: depth %d, length %d, list size %d"
              .formatted(maxDepth, maxLength, maxListSize));
    }
  }
}

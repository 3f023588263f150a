// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * What a condition may not exceed. Conditions come from files that anyone may have written.
 *
 * @param maxDepth deepest nesting of the grammar's rules; Falco's own limit is 100
 * @param maxLength longest text, in characters
 * @param maxListSize most values in one list
 */
public record ConditionLimits(int maxDepth, int maxLength, int maxListSize) {

  /** Falco's depth of 100; text and lists far above what real rule files hold. */
  public static final ConditionLimits DEFAULT = new ConditionLimits(100, 64 << 20, 2_000_000);
}

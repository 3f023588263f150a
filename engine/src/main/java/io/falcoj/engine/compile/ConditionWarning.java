// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Span;

/**
 * A condition compiles, but may not mean what its author wanted.
 *
 * @param kind what is suspicious
 * @param message the suspicion; for {@link Kind#LIKELY_MISTAKE} in Falco's words
 * @param span place of the value or check in the condition
 */
public record ConditionWarning(Kind kind, String message, Span span) {

  /** What is suspicious about a condition. */
  public enum Kind {
    /** Falco warns too: a field's name as a value, a needless regular expression. */
    LIKELY_MISTAKE,
    /** An operator for single values on a list, where one matching value is enough. */
    LIST_MATCHES_ANY
  }
}

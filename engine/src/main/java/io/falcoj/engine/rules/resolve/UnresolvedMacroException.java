// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.grammar.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition names a macro that is not there, or that goes in circles. Unchecked because it passes
 * through the visitor of the tree; it never leaves {@link ConditionResolver}.
 */
final class UnresolvedMacroException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the macro. */
  enum Problem {
    /** There is no such macro, or not yet. */
    UNDEFINED,
    /** It needs itself. */
    LOOP,
    /** It is there, but what is wrong with it has been told already. */
    REPORTED
  }

  private final Problem problem;
  private final transient Span place;
  private final @Nullable String hint;

  UnresolvedMacroException(Problem problem, String message, @Nullable String hint, Span place) {
    super(message, null, false, false);
    this.problem = problem;
    this.hint = hint;
    this.place = place;
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The same for a condition that names the macro at {@code outerPlace} only indirectly. */
  UnresolvedMacroException seenFrom(Span outerPlace) {
    return new UnresolvedMacroException(problem, getMessage(), hint, outerPlace);
  }

  Problem problem() {
    return problem;
  }

  Span place() {
    return place;
  }

  @Nullable String hint() {
    return hint;
  }
}

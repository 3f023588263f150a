// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.compile.ConditionCompileException.Kind;
import io.falcoj.grammar.Span;
import org.jspecify.annotations.Nullable;

/** Carries a {@link ConditionCompileException} out of visitors, whose methods declare none. */
final class CompileFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ConditionCompileException failure;

  CompileFailure(Kind kind, String message, Span span, @Nullable String hint) {
    super(message, null, false, false);
    this.failure = new ConditionCompileException(kind, message, span, hint);
  }

  static CompileFailure invalid(String message, Span span) {
    return new CompileFailure(Kind.INVALID, message, span, null);
  }

  ConditionCompileException failure() {
    return failure;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import org.jspecify.annotations.Nullable;

/** An item of a rules file cannot be read or collected; loading goes on with the next item. */
public final class RulesException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  public RulesException(
      ErrorCode code, String message, @Nullable String hint, LoadContext context) {
    super(message);
    this.diagnostic = Diagnostic.of(code, message, hint, context);
  }

  /** The item does not have the form that an item must have. */
  public static RulesException malformed(String message, LoadContext context) {
    return new RulesException(ErrorCode.LOAD_ERR_YAML_VALIDATE, message, null, context);
  }

  /** The item does not fit what it refers to. */
  public static RulesException invalid(String message, LoadContext context) {
    return new RulesException(ErrorCode.LOAD_ERR_VALIDATE, message, null, context);
  }

  /** The same with advice. */
  public static RulesException invalid(String message, String hint, LoadContext context) {
    return new RulesException(ErrorCode.LOAD_ERR_VALIDATE, message, hint, context);
  }

  /** What to tell. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}

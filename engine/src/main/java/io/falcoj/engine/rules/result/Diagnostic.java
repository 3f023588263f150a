// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import org.jspecify.annotations.Nullable;

/**
 * One thing to say about a rules file.
 *
 * @param message what is wrong, in Falco's words; empty where Falco says nothing but the code
 * @param hint what to do, in falcoj's words; null if the message says it all
 * @param context where
 * @param deprecatedField the field that a {@link WarningCode#LOAD_DEPRECATED_ITEM} is about; null
 *     if it is about something else
 */
public record Diagnostic(
    DiagnosticCode code,
    String message,
    @Nullable String hint,
    LoadContext context,
    @Nullable String deprecatedField) {

  public static Diagnostic of(
      DiagnosticCode code, String message, @Nullable String hint, LoadContext context) {
    return new Diagnostic(code, message, hint, context, null);
  }

  /** Whether it keeps rules from being loaded. */
  public boolean isError() {
    return code.isError();
  }

  /** The code's title; for a deprecated field with the field's name. */
  public String title() {
    return deprecatedField == null
        ? code.title()
        : code.title() + ": field '" + deprecatedField + "'";
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

/**
 * What kind of thing a {@link Diagnostic} says. Names and titles are Falco's: scripts match them.
 */
public sealed interface DiagnosticCode permits ErrorCode, WarningCode {

  /** The code as results print it: {@code LOAD_ERR_VALIDATE}. */
  String name();

  /** A few words: {@code codedesc} of a JSON result. */
  String title();

  /** When it occurs and what to do, in falcoj's own words, for the documentation. */
  String description();

  /** Whether rules with such a diagnostic are not loaded. */
  boolean isError();
}

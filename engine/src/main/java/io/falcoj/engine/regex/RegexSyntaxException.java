// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

/** A text is not a regular expression; the message is RE2's. */
public final class RegexSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  RegexSyntaxException(String message) {
    super(message);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.LoadContext;

/** Puts diagnostics in the form in which cases expect them. */
final class DiagnosticText {

  private DiagnosticText() {}

  /** Code, line and column, the first line of the marked text, message. */
  static String of(Diagnostic diagnostic) {
    LoadContext context = diagnostic.context();
    String content = context.file().content();
    String marked = content.substring(context.span().offset(), context.span().end());
    int lineEnd = marked.indexOf('\n');
    String line = lineEnd < 0 ? marked : marked.substring(0, lineEnd);
    return "%s %d:%d [%s] %s"
        .formatted(
            diagnostic.code().name(),
            context.span().line(),
            context.span().column(),
            line,
            diagnostic.message())
        .strip();
  }
}

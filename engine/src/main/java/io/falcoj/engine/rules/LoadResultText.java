// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.grammar.Span;
import java.util.List;

/** Renders a result for people: {@code file:line:column}, what is wrong, the line, what to do. */
final class LoadResultText {

  private static final int LINE_WIDTH = 160;

  private LoadResultText() {}

  static String summary(LoadResult result) {
    StringBuilder text = new StringBuilder(verdict(result));
    appendCodes(text, result.errors(), "error");
    appendCodes(text, result.warnings(), "warning");
    return text.toString();
  }

  static String verbose(LoadResult result) {
    StringBuilder text = new StringBuilder(verdict(result));
    appendDiagnostics(text, result.errors(), "error");
    appendDiagnostics(text, result.warnings(), "warning");
    List<String> schemaProblems = result.schemaProblems();
    if (schemaProblems != null && !schemaProblems.isEmpty()) {
      text.append('\n').append("Not as the schema says:");
      schemaProblems.forEach(problem -> text.append("\n  ").append(problem));
    }
    return text.toString();
  }

  private static String verdict(LoadResult result) {
    if (!result.isSuccessful()) {
      return result.file() + ": Invalid";
    }
    return result.file() + (result.hasWarnings() ? ": Ok, with warnings" : ": Ok");
  }

  private static void appendCodes(
      StringBuilder text, List<Diagnostic> diagnostics, String noun) {
    if (diagnostics.isEmpty()) {
      return;
    }
    text.append("\n ").append(counted(diagnostics.size(), noun)).append(": [");
    String separator = "";
    for (Diagnostic diagnostic : diagnostics) {
      text.append(separator).append(code(diagnostic));
      separator = " ";
    }
    text.append(']');
  }

  private static void appendDiagnostics(
      StringBuilder text, List<Diagnostic> diagnostics, String noun) {
    if (diagnostics.isEmpty()) {
      return;
    }
    text.append('\n').append(counted(diagnostics.size(), noun)).append(':');
    for (Diagnostic diagnostic : diagnostics) {
      append(text, diagnostic);
    }
  }

  private static void append(StringBuilder text, Diagnostic diagnostic) {
    LoadContext context = diagnostic.context();
    Span span = context.span();
    text.append('\n');
    text.append("%s:%d:%d: ".formatted(context.file().name(), span.line(), span.column()));
    text.append(where(context)).append('\n');
    text.append(code(diagnostic));
    if (!diagnostic.message().isEmpty()) {
      text.append(": ").append(diagnostic.message());
    }
    text.append('\n');
    appendLine(text, context);
    if (diagnostic.hint() != null) {
      text.append("hint: ").append(diagnostic.hint()).append('\n');
    }
  }

  private static String code(Diagnostic diagnostic) {
    return diagnostic.code().name() + " (" + diagnostic.title() + ")";
  }

  /** The items around the place: {@code rule 'X', rule condition}. */
  private static String where(LoadContext context) {
    StringBuilder text = new StringBuilder();
    for (LoadContext.Location location : context.locations()) {
      if (location.itemType() == ItemType.RULES_CONTENT && context.locations().size() > 1) {
        continue;
      }
      if (location.itemType() == ItemType.CONDITION_EXPRESSION) {
        continue;
      }
      text.append(text.isEmpty() ? "in " : ", ").append(location.itemType().text());
      if (!location.itemName().isEmpty()) {
        text.append(" '").append(location.itemName()).append('\'');
      }
    }
    return text.toString();
  }

  private static void appendLine(StringBuilder text, LoadContext context) {
    Span span = context.span();
    String line = context.file().line(span.line());
    int from = Math.max(0, Math.min(span.column() - 1, line.length()) - LINE_WIDTH / 2);
    int to = Math.min(line.length(), from + LINE_WIDTH);
    String number = Integer.toString(span.line());
    text.append("  ").append(number).append(" | ").append(line, from, to).append('\n');
    int column = Math.min(span.column() - 1, line.length()) - from;
    int marks = Math.max(1, Math.min(span.end() - span.offset(), to - from - column));
    text.append("  ").append(" ".repeat(number.length())).append(" | ");
    for (int i = 0; i < column; i++) {
      text.append(line.charAt(from + i) == '\t' ? '\t' : ' ');
    }
    text.append("^".repeat(marks)).append('\n');
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}

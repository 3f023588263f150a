// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import io.falcoj.engine.VisibleText;
import io.falcoj.grammar.Span;
import java.util.List;

/**
 * Renders a result for people, in the form that compilers have and editors know: {@code
 * file:line:column: error: message}, then the line with a mark below, advice and the code.
 */
final class LoadResultText {

  private static final int LINE_WIDTH = 160;
  private static final String INDENT = "  ";
  private static final char UNPRINTABLE = '\uFFFD';

  private LoadResultText() {}

  static String summary(LoadResult result) {
    StringBuilder text = new StringBuilder(verdict(result));
    appendCodes(text, result.errors(), "error");
    appendCodes(text, result.warnings(), "warning");
    return text.toString();
  }

  static String verbose(LoadResult result) {
    StringBuilder text = new StringBuilder(verdict(result));
    result.errors().forEach(error -> append(text, error, "error"));
    result.warnings().forEach(warning -> append(text, warning, "warning"));
    List<String> schemaProblems = result.schemaProblems();
    if (schemaProblems != null && !schemaProblems.isEmpty()) {
      text.append("\n\nNot as the schema of rules files says:");
      schemaProblems.forEach(
          problem -> text.append('\n').append(INDENT).append(printable(problem)));
    }
    return text.toString();
  }

  private static String verdict(LoadResult result) {
    String file = printable(result.file());
    if (!result.isSuccessful()) {
      return file + ": Invalid";
    }
    return file + (result.hasWarnings() ? ": Ok, with warnings" : ": Ok");
  }

  private static void appendCodes(StringBuilder text, List<Diagnostic> diagnostics, String noun) {
    if (diagnostics.isEmpty()) {
      return;
    }
    int count = diagnostics.size();
    text.append("\n ").append(count).append(' ').append(noun).append(count == 1 ? "" : "s");
    text.append(": [");
    String separator = "";
    for (Diagnostic diagnostic : diagnostics) {
      text.append(separator).append(code(diagnostic));
      separator = " ";
    }
    text.append(']');
  }

  private static void append(StringBuilder text, Diagnostic diagnostic, String noun) {
    LoadContext context = diagnostic.context();
    Span span = context.span();
    String message = diagnostic.message().isEmpty() ? diagnostic.title() : diagnostic.message();
    text.append(
        "\n\n%s:%d:%d: %s: %s"
            .formatted(
                printable(context.file().name()),
                span.line(),
                span.column(),
                noun,
                printable(message)));
    String where = where(context.locations());
    if (!where.isEmpty()) {
      text.append('\n').append(INDENT).append("in ").append(printable(where));
    }
    appendLine(text, span);
    if (diagnostic.hint() != null) {
      text.append('\n').append(INDENT).append("hint: ").append(printable(diagnostic.hint()));
    }
    text.append('\n').append(INDENT).append(code(diagnostic));
  }

  private static String code(Diagnostic diagnostic) {
    return diagnostic.code().name() + " (" + diagnostic.title() + ")";
  }

  /** The items around the place: {@code rule 'X', condition}. */
  private static String where(List<LoadContext.Location> locations) {
    StringBuilder text = new StringBuilder();
    for (LoadContext.Location location : locations) {
      String words = words(location);
      if (!words.isEmpty()) {
        text.append(text.isEmpty() ? "" : ", ").append(words);
      }
    }
    return text.toString();
  }

  /** What a person calls a location; empty if it says nothing that the others do not. */
  private static String words(LoadContext.Location location) {
    String name = location.itemName();
    return switch (location.itemType()) {
      case RULES_CONTENT, RULES_CONTENT_ITEM, CONDITION_EXPRESSION, LIST_ITEM -> "";
      case RULE_CONDITION, MACRO_CONDITION -> "condition";
      case RULE_OUTPUT -> "output";
      case RULE_PRIORITY -> "priority";
      case REQUIRED_ENGINE_VERSION, REQUIRED_PLUGIN_VERSIONS -> location.itemType().text();
      case OVERRIDE -> name.isEmpty() ? "" : "override of '" + name + "'";
      case VALUE_FOR -> name.isEmpty() ? "" : "value of '" + name + "'";
      case LIST,
          MACRO,
          RULE,
          EXCEPTIONS,
          EXCEPTION,
          EXCEPTION_VALUES,
          EXCEPTION_VALUE,
          REQUIRED_PLUGIN_VERSIONS_ENTRY,
          REQUIRED_PLUGIN_VERSIONS_ALTERNATIVE ->
          name.isEmpty() ? "" : location.itemType().text() + " '" + name + "'";
    };
  }

  private static void appendLine(StringBuilder text, Span span) {
    String line = span.wholeLine();
    int column = Math.min(span.column() - 1, line.length());
    int from = Math.max(0, column - LINE_WIDTH / 2);
    int to = Math.min(line.length(), from + LINE_WIDTH);
    String number = Integer.toString(span.line());
    text.append('\n')
        .append(INDENT)
        .append(number)
        .append(" | ")
        .append(printable(line.substring(from, to)));
    text.append('\n').append(INDENT).append(" ".repeat(number.length())).append(" | ");
    for (int i = from; i < column; i++) {
      text.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    int marked = Math.min(span.end() - span.offset(), to - column);
    text.append("^".repeat(Math.max(1, marked)));
  }

  /**
   * A text of a file that anyone may have written, without what would move or colour a terminal.
   */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      printable.append(c != '\t' && VisibleText.isUnsafe(c) ? UNPRINTABLE : c);
    }
    return printable.toString();
  }
}

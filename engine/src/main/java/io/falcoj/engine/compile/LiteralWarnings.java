// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.engine.transformer.StandardTransformers;
import io.falcoj.engine.transformer.Transformer;
import io.falcoj.grammar.Operand;
import java.util.List;

/**
 * Looks for values that are likely mistakes: the name of a field or a transformer where {@code
 * val(...)} was meant, a regular expression that a simpler operator could replace. Follows libs
 * 0.25, texts included.
 */
final class LiteralWarnings {

  private static final String REGEX = "regex";
  private static final String SPECIAL = ".+*?^$()[]{}|\\";
  private static final String REPETITIONS = "+*?";

  private final FieldRegistry fields;
  private final String source;
  private final List<ConditionWarning> warnings;

  /**
   * @param warnings receives what is found
   */
  LiteralWarnings(FieldRegistry fields, String source, List<ConditionWarning> warnings) {
    this.fields = fields;
    this.source = source;
    this.warnings = warnings;
  }

  /** Looks at one value of a check with {@code operator}. */
  void check(String operator, Operand.ValueLiteral value) {
    String text = value.value();
    if (operator.equals(REGEX) && isNeedlessRegex(text)) {
      warn(
          "regex check with '"
              + text
              + "' may be optimized with simpler operators such as '=', 'contains', 'startswith',"
              + " 'endswith'",
          value);
    }
    String stripped = withoutBlanks(text);
    if (isField(stripped)) {
      warn("'" + text + "' may be a valid field misused as a const string value", value);
    }
    if (isTransformerCall(stripped)) {
      warn(
          "'" + text + "' may be a valid field transformer misused as a const string value", value);
    }
  }

  private void warn(String message, Operand.ValueLiteral value) {
    warnings.add(new ConditionWarning(ConditionWarning.Kind.LIKELY_MISTAKE, message, value.span()));
  }

  private boolean isField(String text) {
    int open = text.indexOf('[');
    int close = text.indexOf(']', open + 1);
    boolean withArgument = open > 0 && close == text.length() - 1;
    String name = withArgument ? text.substring(0, open) : text;
    // Nearly no value is: this is asked of every one, of lists with very many, too.
    if (name.indexOf('.') <= 0 || !fields.knows(source, name)) {
      return false;
    }
    try {
      fields.bind(source, name, withArgument ? text.substring(open + 1, close) : null);
      return true;
    } catch (UnknownFieldException | FieldArgumentException e) {
      return false;
    }
  }

  private static boolean isTransformerCall(String text) {
    if (!text.endsWith(")")) {
      return false;
    }
    int open = text.indexOf('(');
    String name = open < 0 ? "" : text.substring(0, open);
    if (name.equals(StandardTransformers.FIELD)) {
      return true;
    }
    for (Transformer transformer : StandardTransformers.all()) {
      if (transformer.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an expression has nothing special but anchors and wildcards at its ends. */
  private static boolean isNeedlessRegex(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      boolean anchor = (i == 0 && character == '^') || (i == length - 1 && character == '$');
      boolean wildcard =
          ((i == 0 && length > 1) || i == length - 2)
              && character == '.'
              && REPETITIONS.indexOf(text.charAt(i + 1)) >= 0;
      if (wildcard) {
        i++;
      } else if (!anchor && SPECIAL.indexOf(character) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static String withoutBlanks(String text) {
    StringBuilder stripped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character != ' ' && (character < '\t' || character > '\r')) {
        stripped.append(character);
      }
    }
    return stripped.toString();
  }
}

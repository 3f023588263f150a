// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.ParsedOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads output texts. Follows libs 0.25 {@code sinsp_evt_formatter::set_format}; {@code %%} and the
 * limit of widths are falcoj's own.
 *
 * <p>Not thread-safe: it asks one compiler of rules for slots.
 */
public final class OutputFormatCompiler {

  /** Widest padding; Falco would allocate whatever the text demands. */
  public static final int MAX_WIDTH = 10_000;

  /** No field has a longer name, argument behind a dot included. */
  private static final int MAX_NAME_LENGTH = 256;

  private static final char ALL_FIELDS_OPTIONAL = '*';

  private final ConditionParser parser;
  private final SlotSource slots;

  /**
   * @param parser knows the transformers
   * @param slots knows the fields
   */
  public OutputFormatCompiler(ConditionParser parser, SlotSource slots) {
    this.parser = parser;
    this.slots = slots;
  }

  /**
   * Reads the output of a rule: an absent field prints as {@code <NA>}, with or without an asterisk
   * in front.
   *
   * @throws OutputFormatException if it names a field that cannot be printed, or ends too early
   */
  public OutputFormat compileRuleOutput(String text) throws OutputFormatException {
    int start = isOptional(text) ? 1 : 0;
    return compile(text, start, false);
  }

  /**
   * Reads any format: without an asterisk in front, the text ends before the first absent field.
   *
   * @throws OutputFormatException if it is empty, names a field that cannot be printed, or ends too
   *     early
   */
  public OutputFormat compile(String text) throws OutputFormatException {
    if (text.isEmpty()) {
      throw new OutputFormatException("empty formatting token", 0, false, null);
    }
    return isOptional(text) ? compile(text, 1, false) : compile(text, 0, true);
  }

  private static boolean isOptional(String text) {
    return !text.isEmpty() && text.charAt(0) == ALL_FIELDS_OPTIONAL;
  }

  private OutputFormat compile(String text, int start, boolean requiresAll)
      throws OutputFormatException {
    List<OutputToken> tokens = new ArrayList<>();
    ReportedOperands reported = new ReportedOperands();
    StringBuilder literal = new StringBuilder();
    int position = start;
    while (position < text.length()) {
      int percent = text.indexOf('%', position);
      if (percent < 0) {
        percent = text.length();
      }
      literal.append(text, position, percent);
      position = percent;
      if (text.startsWith("%%", position)) {
        literal.append('%');
        position += 2;
      } else if (position < text.length()) {
        if (literal.length() > 0) {
          tokens.add(new LiteralToken(literal.toString()));
          literal.setLength(0);
        }
        position = addField(text, position, tokens, reported);
      }
    }
    if (literal.length() > 0) {
      tokens.add(new LiteralToken(literal.toString()));
    }
    return new OutputFormat(text, tokens, reportedFields(reported), requiresAll);
  }

  private List<ReportedField> reportedFields(ReportedOperands reported)
      throws OutputFormatException {
    List<ReportedField> fields = new ArrayList<>();
    for (Map.Entry<String, Operand> entry : reported.byName().entrySet()) {
      try {
        Operand operand = entry.getValue();
        boolean transformed = operand instanceof Operand.TransformerCall;
        fields.add(new ReportedField(entry.getKey(), slots.slot(operand), transformed));
      } catch (ConditionCompileException e) {
        throw unknownField(0, e);
      }
    }
    return fields;
  }

  /** Reads the token at a percent sign and returns where it ends. */
  private int addField(
      String text, int percent, List<OutputToken> tokens, ReportedOperands reported)
      throws OutputFormatException {
    int start = percent + 1;
    if (start == text.length()) {
      throw new OutputFormatException(
          "invalid formatting syntax: formatting cannot end with a %",
          percent, false, "write %% for a percent sign");
    }
    while (start < text.length() && isDigit(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      throw new OutputFormatException(
          "invalid formatting syntax: formatting cannot end with a number", percent, false, null);
    }
    int width = parseWidth(text, percent, start);
    Found found = findField(text, percent, start);
    tokens.add(new FieldToken(found.slot, width));
    reported.add(found.operand);
    return found.end;
  }

  private static int parseWidth(String text, int percent, int end) throws OutputFormatException {
    int width = 0;
    for (int i = percent + 1; i < end; i++) {
      width = width * 10 + (text.charAt(i) - '0');
      if (width > MAX_WIDTH) {
        throw new OutputFormatException(
            "invalid formatting syntax: field is wider than " + MAX_WIDTH, percent, false, null);
      }
    }
    return width;
  }

  /** A field or transformer, and where its values are. */
  private record Found(Operand operand, int end, Slot slot) {}

  /**
   * The longest field or transformer that begins at {@code start}: text may follow without a gap,
   * even what looks like more of a name or like an argument.
   */
  private Found findField(String text, int percent, int start) throws OutputFormatException {
    Exception failure;
    try {
      return read(text, start, 0);
    } catch (ConditionSyntaxException | ConditionCompileException e) {
      failure = e;
    }
    for (int end = nameEnd(text, start); end > start; end--) {
      try {
        return read(text.substring(start, end), 0, start);
      } catch (ConditionSyntaxException | ConditionCompileException e) {
        // A shorter name may be one.
        continue;
      }
    }
    throw unknownField(percent, failure);
  }

  /** Reads an operand at {@code offset} of a text that is {@code shift} into the whole one. */
  private Found read(String text, int offset, int shift)
      throws ConditionSyntaxException, ConditionCompileException {
    ParsedOperand parsed = parser.parseOperand(text, offset);
    return new Found(parsed.operand(), parsed.end() + shift, slots.slot(parsed.operand()));
  }

  /** Message of the last attempt of libs, which is always to read a single character. */
  private static OutputFormatException unknownField(int percent, Exception cause) {
    String hint =
        cause instanceof ConditionCompileException compile && compile.hint() != null
            ? compile.hint()
            : cause.getMessage();
    return new OutputFormatException(
        "unknown filter: unexpected token after '", percent, true, hint);
  }

  private static int nameEnd(String text, int start) {
    int end = start;
    int limit = Math.min(text.length(), start + MAX_NAME_LENGTH);
    while (end < limit && isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

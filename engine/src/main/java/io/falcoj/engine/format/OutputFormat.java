// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An output text, ready to be filled in. Made by {@link OutputFormatCompiler}; immutable and
 * thread-safe. The context that it renders must belong to the rule set that its slots are of.
 */
public final class OutputFormat {

  /** What stands for an absent field. */
  public static final String ABSENT = "<NA>";

  private final String source;
  private final List<OutputToken> tokens;
  private final List<ReportedField> fields;
  private final boolean requiresAll;

  OutputFormat(
      String source, List<OutputToken> tokens, List<ReportedField> fields, boolean requiresAll) {
    this.source = source;
    this.tokens = List.copyOf(tokens);
    this.fields = List.copyOf(fields);
    this.requiresAll = requiresAll;
  }

  /**
   * Names of the fields and transformers in the text, each once, arguments included, in the order
   * of the text; what a transformer is applied to stands before it.
   */
  public List<String> fieldNames() {
    List<String> names = new ArrayList<>(fields.size());
    for (ReportedField field : fields) {
      names.add(field.name());
    }
    return names;
  }

  /** The text for the event of {@code context}; it ends early where {@link #append} says so. */
  public String render(EvalContext context) {
    StringBuilder text = new StringBuilder(source.length() * 2);
    append(context, text);
    return text.toString();
  }

  /**
   * Appends the text for the event of {@code context}. Several values stand in parentheses, with
   * commas between them; bytes that are not UTF-8 become U+FFFD, and so do control characters but
   * for those of JSON documents and transformers: whoever writes to a terminal or a line replaces
   * those.
   *
   * @return whether the text is whole; false if it ends before an absent field
   */
  public boolean append(EvalContext context, StringBuilder text) {
    String absentText = requiresAll ? null : ABSENT;
    for (OutputToken token : tokens) {
      if (!token.append(context, absentText, text)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The values of the fields in the text, without those of transformers: what Falco reports beside
   * an alert's text.
   */
  public Map<String, @Nullable Object> fieldValues(EvalContext context) {
    return values(context, false);
  }

  /** The values of the fields and transformers in the text. */
  public Map<String, @Nullable Object> allValues(EvalContext context) {
    return values(context, true);
  }

  /**
   * By name, in the order of {@link #fieldNames()}: numbers as {@link Long} or {@link
   * java.math.BigInteger}, {@link Double}, {@link Boolean}, else {@link String}; lists as {@link
   * List}; null if absent. Where an absent field ends the text, it ends the map too.
   */
  private Map<String, @Nullable Object> values(EvalContext context, boolean transformed) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (ReportedField field : fields) {
      if (transformed || !field.transformed()) {
        Values values = context.values(field.slot().index());
        if (requiresAll && SlotText.isAbsent(values)) {
          break;
        }
        result.put(field.name(), SlotText.toObject(field.slot(), values, context));
      }
    }
    return result;
  }

  /** The text as the rule wrote it. */
  @Override
  public String toString() {
    return source;
  }
}

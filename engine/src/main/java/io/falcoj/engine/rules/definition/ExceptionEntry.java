// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.grammar.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code fields}, {@code comps} or in {@code values} of an exception: one text,
 * or a list of entries.
 *
 * @param isList whether it is a list
 * @param text the text; empty for a list
 * @param items the entries of the list; empty for a text
 * @param place where it was written, which may be another file than that of the exception; null if
 *     it stands for what nobody wrote
 */
public record ExceptionEntry(
    boolean isList, String text, List<ExceptionEntry> items, @Nullable Span place) {

  /** Nothing was written. */
  public static final ExceptionEntry NONE = of("");

  public ExceptionEntry {
    items = List.copyOf(items);
  }

  /** A text that nobody wrote. */
  public static ExceptionEntry of(String text) {
    return new ExceptionEntry(false, text, List.of(), null);
  }

  /** A list that nobody wrote. */
  public static ExceptionEntry of(List<ExceptionEntry> items) {
    return new ExceptionEntry(true, "", items, null);
  }

  /** The same without blanks around its text. */
  public ExceptionEntry stripped() {
    return new ExceptionEntry(isList, text.strip(), items, place);
  }

  /** Whether there is something in it. */
  public boolean isPresent() {
    return isList ? !items.isEmpty() : !text.isEmpty();
  }
}

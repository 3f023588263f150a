// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import java.util.List;

/**
 * What stands behind {@code fields}, {@code comps} or in {@code values} of an exception: one text,
 * or a list of entries.
 *
 * @param isList whether it is a list
 * @param text the text; empty for a list
 * @param items the entries of the list; empty for a text
 */
record ExceptionEntry(boolean isList, String text, List<ExceptionEntry> items) {

  /** Nothing was written. */
  static final ExceptionEntry NONE = new ExceptionEntry(false, "", List.of());

  ExceptionEntry {
    items = List.copyOf(items);
  }

  static ExceptionEntry of(String text) {
    return new ExceptionEntry(false, text, List.of());
  }

  static ExceptionEntry of(List<ExceptionEntry> items) {
    return new ExceptionEntry(true, "", items);
  }

  /** Whether there is something in it. */
  boolean isPresent() {
    return isList ? !items.isEmpty() : !text.isEmpty();
  }
}

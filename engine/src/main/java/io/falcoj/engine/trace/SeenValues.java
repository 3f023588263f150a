// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a side of a check found in an event.
 *
 * @param operand the field or transformer, in the words of the condition language
 * @param present whether the event has it; an empty list is there
 * @param values as an alert prints them, null for an absent element; no more than {@link #MOST}
 * @param count how many values there are
 */
public record SeenValues(
    String operand, boolean present, List<@Nullable String> values, int count) {

  /** How many values of a list are kept. */
  public static final int MOST = 100;

  public SeenValues {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}

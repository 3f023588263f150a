// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.engine.Values;
import io.falcoj.engine.operator.TextSet;
import io.falcoj.engine.operator.WholeRanges;
import io.falcoj.engine.text.Utf8;
import java.util.List;

/**
 * The values that a check lets pass, or looks for: texts, and ranges of whole numbers such as {@code
 * 1000:2000}, with the meaning that lists of a condition have. Immutable.
 */
public final class AllowedValues {

  private final List<String> literals;
  private final TextSet texts;
  private final WholeRanges ranges;

  private AllowedValues(List<String> literals) {
    this.literals = List.copyOf(literals);
    this.texts = new TextSet(literals.stream().map(Utf8::bytes).toList());
    this.ranges = WholeRanges.of(literals);
  }

  /** These values. */
  public static AllowedValues of(List<String> literals) {
    return new AllowedValues(literals);
  }

  /** As a condition has them. */
  public List<String> literals() {
    return literals;
  }

  /** Whether the value at {@code index} is one of them. */
  public boolean contain(Values values, int index) {
    byte[] array = values.arrayAt(index);
    int offset = values.offsetAt(index);
    int length = values.lengthAt(index);
    return texts.contains(array, offset, length) || ranges.contain(array, offset, length);
  }
}

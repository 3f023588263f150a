// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Ranges of whole numbers, both ends included, prepared for look-up. Immutable. */
public final class WholeRanges {

  /** No range. */
  public static final WholeRanges NONE = new WholeRanges(new long[0], new long[0]);

  private final long[] lows;
  private final long[] highs;

  private record Range(long low, long high) {}

  private WholeRanges(long[] lows, long[] highs) {
    this.lows = lows;
    this.highs = highs;
  }

  /** The ranges among {@code literals}: texts like {@code 100:200} with a low end not above. */
  public static WholeRanges of(List<String> literals) {
    List<Range> ranges = new ArrayList<>();
    for (String literal : literals) {
      parse(literal).ifPresent(ranges::add);
    }
    if (ranges.isEmpty()) {
      return NONE;
    }
    ranges.sort(Comparator.comparingLong(Range::low));
    List<Range> merged = new ArrayList<>();
    for (Range range : ranges) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range.low() <= last.high()) {
        merged.set(merged.size() - 1, new Range(last.low(), Math.max(last.high(), range.high())));
      } else {
        merged.add(range);
      }
    }
    return new WholeRanges(
        merged.stream().mapToLong(Range::low).toArray(),
        merged.stream().mapToLong(Range::high).toArray());
  }

  /** Whether there is no range. */
  public boolean isEmpty() {
    return lows.length == 0;
  }

  /** Whether the text is a whole number in one of the ranges. */
  public boolean contain(byte[] array, int offset, int length) {
    return lows.length > 0
        && WholeNumber.fitsLong(array, offset, length)
        && contain(WholeNumber.toLong(array, offset, length));
  }

  private boolean contain(long value) {
    int first = 0;
    int last = lows.length - 1;
    while (first <= last) {
      int middle = (first + last) >>> 1;
      if (value < lows[middle]) {
        last = middle - 1;
      } else if (value > highs[middle]) {
        first = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  private static Optional<Range> parse(String literal) {
    int colon = literal.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    Optional<Long> low = parseLong(literal.substring(0, colon));
    Optional<Long> high = parseLong(literal.substring(colon + 1));
    if (low.isEmpty() || high.isEmpty() || low.get() > high.get()) {
      return Optional.empty();
    }
    return Optional.of(new Range(low.get(), high.get()));
  }

  private static Optional<Long> parseLong(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return WholeNumber.fitsLong(bytes, 0, bytes.length)
        ? Optional.of(WholeNumber.toLong(bytes, 0, bytes.length))
        : Optional.empty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A set of code points, as ranges in ascending order that do not touch. Immutable. */
final class CharacterSet {

  private static final int LAST = Character.MAX_CODE_POINT;
  private static final int FIRST_SURROGATE = 0xd800;
  private static final int LAST_SURROGATE = 0xdfff;

  /** The named classes, as pairs of the first and the last character of each range. */
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "09AZaz"),
          Map.entry("alpha", "AZaz"),
          Map.entry("ascii", "\u0000\u007f"),
          Map.entry("blank", "\t\t  "),
          Map.entry("cntrl", "\u0000\u001f\u007f\u007f"),
          Map.entry("digit", "09"),
          Map.entry("graph", "!~"),
          Map.entry("lower", "az"),
          Map.entry("print", " ~"),
          Map.entry("punct", "!/:@[`{~"),
          Map.entry("space", "\t\r  "),
          Map.entry("upper", "AZ"),
          Map.entry("word", "09AZ__az"),
          Map.entry("xdigit", "09AFaf"));

  /** All code points but the line feed. */
  static final CharacterSet NO_LINE_FEED = of(List.of(new Range('\n', '\n'))).complement();

  /**
   * A range of code points.
   *
   * @param first in it
   * @param last in it, not below {@code first}
   */
  record Range(int first, int last) {}

  private final List<Range> ranges;

  private CharacterSet(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /** The union of ranges. */
  static CharacterSet of(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(Range::first));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (before != null && range.first() <= before.last() + 1) {
        merged.set(
            merged.size() - 1, new Range(before.first(), Math.max(before.last(), range.last())));
      } else {
        merged.add(range);
      }
    }
    return new CharacterSet(merged);
  }

  /** The set of one code point. */
  static CharacterSet of(int codePoint) {
    return new CharacterSet(List.of(new Range(codePoint, codePoint)));
  }

  /** Whether a class such as {@code alpha} has this name. */
  static boolean isClass(String name) {
    return CLASSES.containsKey(name);
  }

  /** The set of a class that has a name. */
  static CharacterSet ofClass(String name) {
    String ends = CLASSES.getOrDefault(name, "");
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < ends.length(); i += 2) {
      ranges.add(new Range(ends.charAt(i), ends.charAt(i + 1)));
    }
    return of(ranges);
  }

  /** All other code points. */
  CharacterSet complement() {
    List<Range> others = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (range.first() > next) {
        others.add(new Range(next, range.first() - 1));
      }
      next = range.last() + 1;
    }
    if (next <= LAST) {
      others.add(new Range(next, LAST));
    }
    return new CharacterSet(others);
  }

  /** The ranges, without surrogates, which UTF-8 cannot say. */
  List<Range> ranges() {
    List<Range> sayable = new ArrayList<>();
    for (Range range : ranges) {
      if (range.first() < FIRST_SURROGATE) {
        sayable.add(new Range(range.first(), Math.min(range.last(), FIRST_SURROGATE - 1)));
      }
      if (range.last() > LAST_SURROGATE) {
        sayable.add(new Range(Math.max(range.first(), LAST_SURROGATE + 1), range.last()));
      }
    }
    return sayable;
  }

  /** The one code point in it; -1 if there are none or several. */
  int single() {
    boolean one = ranges.size() == 1 && ranges.get(0).first() == ranges.get(0).last();
    return one ? ranges.get(0).first() : -1;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * The offsets of a time zone, laid out so that looking one up allocates nothing: Java's own rules
 * take an {@link Instant} for every question.
 */
public final class ZoneOffsets {

  /** Bounds of the times that a 64-bit count of nanoseconds can tell. */
  private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000L);

  private final int firstOffset;
  private final long[] transitions;
  private final int[] offsets;

  /** The offsets of {@code zone}. */
  public ZoneOffsets(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    firstOffset = rules.getOffset(Instant.EPOCH).getTotalSeconds();
    long[] times = new long[16];
    int[] after = new int[16];
    int count = 0;
    ZoneOffsetTransition next = rules.nextTransition(Instant.EPOCH);
    while (next != null && next.getInstant().isBefore(LAST)) {
      if (count == times.length) {
        times = Arrays.copyOf(times, count * 2);
        after = Arrays.copyOf(after, count * 2);
      }
      times[count] = next.toEpochSecond();
      after[count] = next.getOffsetAfter().getTotalSeconds();
      count++;
      next = rules.nextTransition(next.getInstant());
    }
    transitions = Arrays.copyOf(times, count);
    offsets = Arrays.copyOf(after, count);
  }

  /** Seconds to add to a time in UTC; before 1970 that of 1970. */
  int secondsAt(long epochSecond) {
    int index = Arrays.binarySearch(transitions, epochSecond);
    int last = index >= 0 ? index : -index - 2;
    return last < 0 ? firstOffset : offsets[last];
  }
}

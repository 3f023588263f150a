// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened since the source was opened, over all processors.
 *
 * @param events how many events the kernel had for this source, the dropped ones included
 * @param bufferDrops how many were dropped because their ring buffer was full
 * @param enterDrops of {@code bufferDrops}: those that tell that something begins
 * @param tooLongDrops how many were dropped because they were longer than an event can be
 * @param byCategory of {@code bufferDrops}: those about what is there; zeros are left out
 * @param byProcessor events and drops of each processor there can be, by its number; nothing if not
 *     known
 */
public record LiveCounters(
    long events,
    long bufferDrops,
    long enterDrops,
    long tooLongDrops,
    Map<DropCategory, Long> byCategory,
    List<OfProcessor> byProcessor) {

  /** Nothing has happened yet. */
  public static final LiveCounters NONE = new LiveCounters(0, 0, 0, 0, Map.of(), List.of());

  public LiveCounters {
    EnumMap<DropCategory, Long> copy = new EnumMap<>(DropCategory.class);
    copy.putAll(byCategory);
    byCategory = Collections.unmodifiableMap(copy);
    byProcessor = List.copyOf(byProcessor);
  }

  /**
   * What happened on one processor.
   *
   * @param events as above
   * @param drops for whatever reason
   */
  public record OfProcessor(long events, long drops) {}

  /** How many events were dropped, for whatever reason. */
  public long drops() {
    return bufferDrops + tooLongDrops;
  }

  /** Of the events that a full buffer dropped: those that tell that something ends. */
  public long exitDrops() {
    return bufferDrops - enterDrops;
  }

  /** Of the events that a full buffer dropped: those of a category. */
  public long drops(DropCategory category) {
    return byCategory.getOrDefault(category, 0L);
  }

  /** What happened here and there. */
  public LiveCounters plus(LiveCounters other) {
    EnumMap<DropCategory, Long> sums = new EnumMap<>(DropCategory.class);
    sums.putAll(byCategory);
    other.byCategory.forEach((category, count) -> sums.merge(category, count, Long::sum));
    return new LiveCounters(
        events + other.events,
        bufferDrops + other.bufferDrops,
        enterDrops + other.enterDrops,
        tooLongDrops + other.tooLongDrops,
        sums,
        byProcessor(other));
  }

  private List<OfProcessor> byProcessor(LiveCounters other) {
    List<OfProcessor> sums = new ArrayList<>();
    int processors = Math.max(byProcessor.size(), other.byProcessor.size());
    for (int processor = 0; processor < processors; processor++) {
      OfProcessor here = of(processor);
      OfProcessor there = other.of(processor);
      sums.add(new OfProcessor(here.events + there.events, here.drops + there.drops));
    }
    return sums;
  }

  private OfProcessor of(int processor) {
    return processor < byProcessor.size() ? byProcessor.get(processor) : new OfProcessor(0, 0);
  }
}

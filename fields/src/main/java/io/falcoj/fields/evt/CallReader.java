// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.state.SyscallEvent;

/** Makes extractors of what a system call tells of itself. */
final class CallReader {

  /** Effort of putting a text together. */
  private static final int TEXT_COST = 60;

  /** Reads a field that no event has any more. */
  static final FieldExtractor ABSENT = (event, values) -> {};

  private CallReader() {}

  /** Reads something of a system call. */
  @FunctionalInterface
  interface Reading {
    void read(SyscallEvent event, Values values);
  }

  /** Something true or false of a system call. */
  @FunctionalInterface
  interface Condition {
    boolean of(SyscallEvent event);
  }

  /** A number of a system call. */
  @FunctionalInterface
  interface Number {
    long of(SyscallEvent event);
  }

  /** Anything. */
  static FieldExtractor reads(Reading reading) {
    return (event, values) -> reading.read((SyscallEvent) event, values);
  }

  /** A text that is put together. */
  static FieldExtractor composes(Reading reading) {
    FieldExtractor extractor = reads(reading);
    return new FieldExtractor() {
      @Override
      public void extract(Event event, Values values) {
        extractor.extract(event, values);
      }

      @Override
      public int cost() {
        return TEXT_COST;
      }
    };
  }

  /** True or false. */
  static FieldExtractor condition(Condition condition) {
    return reads((event, values) -> values.addBoolean(condition.of(event)));
  }

  /** A number that every event has. */
  static FieldExtractor number(Number number) {
    return reads((event, values) -> values.addLong(number.of(event)));
  }

  /** A number of events of which something is true; absent for others. */
  static FieldExtractor numberIf(Condition condition, Number number) {
    return reads(
        (event, values) -> {
          if (condition.of(event)) {
            values.addLong(number.of(event));
          }
        });
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

/**
 * How a parameter reads.
 *
 * @param kind which of the forms that are cheaper to print it has
 * @param value the value itself: a number, a path as it was given
 * @param meaning what the value stands for: names of flags, the path made absolute; nothing if it
 *     stands for itself
 */
record Printer(Kind kind, Part value, Part meaning) {

  /** What is special about the bytes of a parameter. */
  enum Kind {
    /** Text that reads as it is. */
    TEXT,
    /** A path. */
    PATH,
    /** Bytes or structures; without any it reads {@code NULL}. */
    BYTES,
    /** All other; without any bytes it reads {@code <NA>}. */
    PLAIN
  }

  /** A value that stands for itself. */
  static Printer of(Part value) {
    return new Printer(Kind.PLAIN, value, Part.NOTHING);
  }

  /** A value that stands for something else. */
  static Printer of(Part value, Part meaning) {
    return new Printer(Kind.PLAIN, value, meaning);
  }

  /** Bytes or structures. */
  static Printer ofBytes(Part value) {
    return new Printer(Kind.BYTES, value, Part.NOTHING);
  }
}

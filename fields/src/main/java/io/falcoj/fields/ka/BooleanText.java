// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

/** The texts that stand for a boolean in fields of JSON events. */
final class BooleanText {

  static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private BooleanText() {}

  /** The text for {@code value}; not to be changed. */
  static byte[] of(boolean value) {
    return value ? TRUE : FALSE;
  }
}

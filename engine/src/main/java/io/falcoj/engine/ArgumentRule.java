// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * Which argument a field takes. Where it may be neither an index nor a key although one is allowed,
 * the field itself decides what it accepts, and whether it works without: {@code proc.aname[2]},
 * {@code evt.arg.flags}.
 *
 * @param allowed whether an argument may be given
 * @param required whether it must be given
 * @param index whether it may be an index, from 0
 * @param key whether it may be a key: any text
 */
public record ArgumentRule(boolean allowed, boolean required, boolean index, boolean key) {

  /** No argument. */
  public static final ArgumentRule NONE = new ArgumentRule(false, false, false, false);

  /** An index or nothing. */
  public static final ArgumentRule OPTIONAL_INDEX = new ArgumentRule(true, false, true, false);

  /** Whatever the field understands, or nothing. */
  public static final ArgumentRule OPTIONAL_OWN = new ArgumentRule(true, false, false, false);

  /** Whatever the field understands. */
  public static final ArgumentRule REQUIRED_OWN = new ArgumentRule(true, true, false, false);

  /** A key. */
  public static final ArgumentRule REQUIRED_KEY = new ArgumentRule(true, true, false, true);

  /** An index or a key. */
  public static final ArgumentRule REQUIRED_INDEX_OR_KEY = new ArgumentRule(true, true, true, true);

  /** Whether the field itself decides what it accepts. */
  public boolean isOwn() {
    return allowed && !index && !key;
  }
}

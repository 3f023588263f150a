// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

/** How a scalar is written. */
public enum ScalarStyle {
  /** Without quotes; the only style in which a text may be a number, a boolean or null. */
  PLAIN,
  /** {@code 'text'}. */
  SINGLE_QUOTED,
  /** {@code "text"}. */
  DOUBLE_QUOTED,
  /** A block behind {@code |}, line breaks kept. */
  LITERAL,
  /** A block behind {@code >}, line breaks folded into spaces. */
  FOLDED
}

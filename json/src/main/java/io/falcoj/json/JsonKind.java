// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

/** What a JSON value is. */
public enum JsonKind {
  OBJECT,
  ARRAY,
  STRING,
  NUMBER,
  TRUE,
  FALSE,
  NULL;

  /** Whether values of this kind hold other values. */
  public boolean isContainer() {
    return this == OBJECT || this == ARRAY;
  }
}

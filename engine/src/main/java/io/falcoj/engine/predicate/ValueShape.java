// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.FieldType;

/**
 * What a slot yields.
 *
 * @param type type of each value
 * @param list whether there may be any number of values
 * @param json whether text comes from a JSON document: whole numbers among it count as numbers, and
 *     a list takes every operator
 * @param search whether the values are candidates of a search rather than a list
 */
public record ValueShape(FieldType type, boolean list, boolean json, boolean search) {

  /** One value, or one list, of {@code type} that is nothing special. */
  public static ValueShape of(FieldType type, boolean list) {
    return new ValueShape(type, list, false, false);
  }

  /** Whether its texts may be whole numbers and ranges apply to them. */
  public boolean isJsonText() {
    return json && type.isString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;

/** Turns what a {@link ValuePath} leads to into an element of a field. */
@FunctionalInterface
public interface Leaf {

  /** The value as it is: a string, a number, or the compact text of an object or array. */
  Leaf TEXT = (json, node, values) -> json.addText(node, values);

  /**
   * Adds one element or more, or an absent one where the value has no meaning to the field.
   *
   * @param node a value of any kind but null
   */
  void add(JsonDocument json, int node, Values values);
}

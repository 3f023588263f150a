// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.rules.definition.ListDefinition;
import java.util.List;

/**
 * A list that loaded.
 *
 * @param items what it stands for, the lists in it replaced by theirs
 * @param used whether a condition or another list names it
 */
record LoadedList(ListDefinition definition, List<String> items, boolean used) {

  LoadedList {
    items = List.copyOf(items);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** What YAML says about a list; appends included. */
record ListDefinition(String name, List<YamlScalar> items, LoadContext context) {

  ListDefinition {
    items = List.copyOf(items);
  }

  ListDefinition withAppended(ListDefinition more) {
    List<YamlScalar> all = new ArrayList<>(items);
    all.addAll(more.items);
    return new ListDefinition(name, all, context);
  }
}

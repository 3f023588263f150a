// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** What YAML says about a list; appends included. */
public record ListDefinition(String name, List<YamlScalar> items, LoadContext context) {

  public ListDefinition {
    items = List.copyOf(items);
  }

  public ListDefinition withAppended(ListDefinition more) {
    List<YamlScalar> all = new ArrayList<>(items);
    all.addAll(more.items);
    return new ListDefinition(name, all, context);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;
import java.util.List;

/** A list of nodes, in either notation. */
public record YamlSequence(List<YamlNode> items, Span span) implements YamlNode {

  public YamlSequence {
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return items.isEmpty() ? "an empty list" : "a list";
  }
}

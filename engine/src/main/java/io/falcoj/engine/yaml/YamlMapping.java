// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys with their values, in the order of the text; a key that stands twice is there twice. A merge
 * key ({@code <<}) is a key like any other.
 */
public record YamlMapping(List<Entry> entries, Span span) implements YamlNode {

  /** A key, most often a {@link YamlScalar}, and its value. */
  public record Entry(YamlNode key, YamlNode value) {

    /** Text of the key; null if it is a list or a mapping. */
    public @Nullable String name() {
      return key instanceof YamlScalar scalar ? scalar.text() : null;
    }
  }

  public YamlMapping {
    entries = List.copyOf(entries);
  }

  /** The value of the first entry with that key; null if there is none. */
  public @Nullable YamlNode get(String name) {
    for (Entry entry : entries) {
      if (name.equals(entry.name())) {
        return entry.value();
      }
    }
    return null;
  }

  /** The entries whose key stands in an earlier entry already. */
  public List<Entry> duplicates() {
    Set<String> seen = new HashSet<>();
    List<Entry> duplicates = new ArrayList<>();
    for (Entry entry : entries) {
      String name = entry.name();
      if (name != null && !seen.add(name)) {
        duplicates.add(entry);
      }
    }
    return duplicates;
  }

  @Override
  public String describe() {
    return entries.isEmpty() ? "an empty mapping" : "a mapping";
  }
}

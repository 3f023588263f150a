// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.collect.DefinitionTable;
import io.falcoj.engine.rules.definition.ListDefinition;
import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of lists in the place of their names: in conditions, and in lists that name other
 * lists. A name counts wherever it stands between blanks, parentheses, commas and equal signs,
 * except in quotes. Follows falco 0.44, which however goes one level deep in lists that name lists,
 * and looks into quotes.
 */
final class ListExpander {

  private static final String BLANKS = " \t\n\r";
  private static final String DELIMITERS = BLANKS + "(),=";

  /** Deepest nesting of lists; far above what anybody writes, far below what the stack holds. */
  private static final int MAX_DEPTH = 500;

  /** Most values that all lists together may stand for: a few lines can name each other often. */
  private static final int MAX_ITEMS = 5_000_000;

  private final DefinitionTable<ListDefinition> lists;
  private final Map<String, List<YamlScalar>> expanded = new LinkedHashMap<>();
  private final Map<String, SourcedText> texts = new HashMap<>();
  private final List<String> namesWithDelimiters = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private int itemCount;

  ListExpander(DefinitionTable<ListDefinition> lists) {
    this.lists = lists;
  }

  /** Finds the values of all lists; to be called before anything else. */
  void expandAll() throws RulesException {
    for (DefinitionTable.Entry<ListDefinition> entry : lists.entries()) {
      String name = entry.definition().name();
      if (name.chars().anyMatch(c -> DELIMITERS.indexOf(c) >= 0)) {
        namesWithDelimiters.add(name);
      }
      expand(entry.definition(), new HashSet<>());
    }
  }

  /** The values that a list stands for. */
  List<String> items(String name) {
    return scalars(name).stream().map(YamlScalar::text).toList();
  }

  private List<YamlScalar> scalars(String name) {
    return expanded.getOrDefault(name, List.of());
  }

  /** Whether some condition or list used the list. */
  boolean isUsed(String name) {
    return used.contains(name);
  }

  private List<YamlScalar> expand(ListDefinition list, Set<String> path) throws RulesException {
    List<YamlScalar> known = expanded.get(list.name());
    if (known != null) {
      return known;
    }
    if (path.size() == MAX_DEPTH) {
      throw RulesException.invalid(
          "List '" + list.name() + "' is nested deeper than " + MAX_DEPTH + " lists",
          list.context());
    }
    path.add(list.name());
    List<YamlScalar> items = new ArrayList<>();
    for (YamlScalar item : list.items()) {
      ListDefinition other = lists.find(item.text());
      if (other == null || path.contains(item.text())) {
        items.add(item);
      } else {
        used.add(item.text());
        items.addAll(expand(other, path));
      }
      if (items.size() + itemCount > MAX_ITEMS) {
        throw RulesException.invalid(
            "List '"
                + list.name()
                + "' stands for too many values: all lists together may hold "
                + MAX_ITEMS,
            list.context());
      }
    }
    path.remove(list.name());
    itemCount += items.size();
    expanded.put(list.name(), items);
    return items;
  }

  /** The text with the values of lists in the place of their names. */
  SourcedText expand(SourcedText condition) {
    String text = condition.content();
    SourcedText.Builder result = null;
    int copied = 0;
    int position = 0;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '"' || c == '\'') {
        position = endOfQuotes(text, position);
        continue;
      }
      if (DELIMITERS.indexOf(c) >= 0) {
        position++;
        continue;
      }
      int end = endOfWord(text, position);
      String name = listAt(text, position, end);
      if (name == null) {
        position = end;
        continue;
      }
      used.add(name);
      if (result == null) {
        result = new SourcedText.Builder();
      }
      result.add(condition, copied, position);
      copied = insert(result, condition, position, name);
      position = copied;
    }
    return result == null ? condition : result.add(condition, copied, text.length()).build();
  }

  /**
   * Adds the values of a list. An empty list takes one of the commas beside it along.
   *
   * @return where in the text to go on
   */
  private int insert(
      SourcedText.Builder result, SourcedText condition, int nameStart, String name) {
    String text = condition.content();
    int nameEnd = nameStart + name.length();
    SourcedText values = texts.computeIfAbsent(name, key -> SourcedText.ofValues(scalars(key)));
    if (!values.isEmpty()) {
      result.add(values);
      return nameEnd;
    }
    while (result.length() > 1 && BLANKS.indexOf(result.last()) >= 0) {
      result.dropLast();
    }
    if (result.last() == ',') {
      result.dropLast();
      result.addInPlaceOf(condition, nameStart, nameEnd, " ");
      return nameEnd;
    }
    result.addInPlaceOf(condition, nameStart, nameEnd, " ");
    int next = nameEnd;
    while (next < text.length() && BLANKS.indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next < text.length() && text.charAt(next) == ',' ? next + 1 : nameEnd;
  }

  private @Nullable String listAt(String text, int start, int end) {
    String word = text.substring(start, end);
    if (lists.entry(word) != null) {
      return word;
    }
    for (String name : namesWithDelimiters) {
      int nameEnd = start + name.length();
      if (text.startsWith(name, start)
          && (nameEnd == text.length() || DELIMITERS.indexOf(text.charAt(nameEnd)) >= 0)) {
        return name;
      }
    }
    return null;
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length() && DELIMITERS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static int endOfQuotes(String text, int start) {
    char quote = text.charAt(start);
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, text.length());
  }
}

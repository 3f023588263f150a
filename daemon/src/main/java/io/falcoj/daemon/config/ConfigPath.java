// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.yaml.ScalarStyle;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the configuration, as {@code -o} names it: {@code file_output.filename}, {@code
 * rules[0].disable.tag}, {@code append_output[]}. A backslash before a dot, a bracket or a
 * backslash makes it part of a name; {@code []} is a new item behind the last. Follows falco 0.44
 * {@code yaml_helper}.
 */
final class ConfigPath {

  private static final int NEW_ITEM = -1;

  /** Deeper than any configuration, and not too deep for recursion. */
  private static final int MAX_STEPS = 100;

  private final String text;
  private final List<Step> steps;

  /**
   * From a node to one inside it.
   *
   * @param name of the key; null for an item of a list
   * @param index of the item
   */
  record Step(@Nullable String name, int index) {}

  private ConfigPath(String text, List<Step> steps) {
    this.text = text;
    this.steps = steps;
  }

  /**
   * Reads a path.
   *
   * @throws ConfigException if it is none
   */
  static ConfigPath parse(String text) throws ConfigException {
    return new ConfigPath(text, new Parser(text).steps());
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Whether the path begins with the key of that name. */
  boolean isBelow(String name) {
    return name.equals(steps.get(0).name());
  }

  /**
   * The tree with another value at this place; what lacks on the way is made.
   *
   * @throws ConfigException if something else stands in the way
   */
  YamlMapping set(YamlMapping root, YamlNode value) throws ConfigException {
    return (YamlMapping) set(root, 0, value);
  }

  private YamlNode set(@Nullable YamlNode node, int depth, YamlNode value) throws ConfigException {
    if (depth == steps.size()) {
      return value;
    }
    Step step = steps.get(depth);
    YamlNode there = node instanceof YamlScalar scalar && scalar.isNull() ? null : node;
    return step.name() == null
        ? setItem(there, step.index(), depth, value)
        : setKey(there, step.name(), depth, value);
  }

  private YamlNode setKey(@Nullable YamlNode node, String name, int depth, YamlNode value)
      throws ConfigException {
    if (node != null && !(node instanceof YamlMapping)) {
      throw failure("found " + node.describe() + " around " + name + ", expected a mapping");
    }
    YamlMapping mapping =
        node == null ? new YamlMapping(List.of(), value.span()) : (YamlMapping) node;
    List<YamlMapping.Entry> entries = new ArrayList<>(mapping.entries());
    for (int i = 0; i < entries.size(); i++) {
      YamlMapping.Entry entry = entries.get(i);
      if (name.equals(entry.name())) {
        entries.set(i, new YamlMapping.Entry(entry.key(), set(entry.value(), depth + 1, value)));
        return new YamlMapping(entries, mapping.span());
      }
    }
    entries.add(new YamlMapping.Entry(scalar(name, name), set(null, depth + 1, value)));
    return new YamlMapping(entries, mapping.span());
  }

  private YamlNode setItem(@Nullable YamlNode node, int wanted, int depth, YamlNode value)
      throws ConfigException {
    if (node != null && !(node instanceof YamlSequence)) {
      throw failure("found " + node.describe() + ", expected a list");
    }
    YamlSequence sequence =
        node == null ? new YamlSequence(List.of(), value.span()) : (YamlSequence) node;
    List<YamlNode> items = new ArrayList<>(sequence.items());
    int index = wanted == NEW_ITEM ? items.size() : wanted;
    if (index > items.size()) {
      throw failure("found the index " + index + ", expected at most " + items.size());
    }
    if (index == items.size()) {
      items.add(set(null, depth + 1, value));
    } else {
      items.set(index, set(items.get(index), depth + 1, value));
    }
    return new YamlSequence(items, sequence.span());
  }

  /** A text that stands in no file. */
  static YamlScalar scalar(String name, String text) {
    SourceText source = SourceText.of(name, text);
    Span span = source.span(0, text.length());
    return new YamlScalar(text, ScalarStyle.PLAIN, null, span, source);
  }

  private ConfigException failure(String problem) {
    return new ConfigException("option " + text + ": " + problem);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Takes a path apart. */
  private static final class Parser {

    private static final Pattern INDEX = Pattern.compile("[0-9]{0,9}");

    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private int position;

    Parser(String text) {
      this.text = text;
    }

    List<Step> steps() throws ConfigException {
      readKey();
      while (position < text.length()) {
        if (text.charAt(position) == '[') {
          readIndex();
        } else if (text.charAt(position) == '.') {
          position++;
          readKey();
        } else {
          throw failure("expected a dot");
        }
        if (steps.size() > MAX_STEPS) {
          throw failure("expected at most " + MAX_STEPS + " parts");
        }
      }
      return steps;
    }

    private void readKey() throws ConfigException {
      StringBuilder name = new StringBuilder();
      while (position < text.length()) {
        char c = text.charAt(position);
        if (c == '.' || c == '[') {
          break;
        }
        if (c == '\\') {
          position++;
          if (position == text.length() || ".[]\\".indexOf(text.charAt(position)) < 0) {
            throw failure("expected a dot, a bracket or a backslash behind a backslash");
          }
          c = text.charAt(position);
        }
        name.append(c);
        position++;
      }
      if (name.isEmpty()) {
        throw failure("expected the name of a key");
      }
      steps.add(new Step(name.toString(), 0));
    }

    private void readIndex() throws ConfigException {
      int close = text.indexOf(']', position);
      if (close < 0) {
        throw failure("expected a closing bracket");
      }
      String index = text.substring(position + 1, close);
      if (!INDEX.matcher(index).matches()) {
        throw failure("expected a number or nothing between the brackets");
      }
      steps.add(new Step(null, index.isEmpty() ? NEW_ITEM : Integer.parseInt(index)));
      position = close + 1;
    }

    private ConfigException failure(String expectation) {
      return new ConfigException(
          "option %s: %s at character %d".formatted(text, expectation, position + 1));
    }
  }
}

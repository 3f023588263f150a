// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Paths, of which one that is a prefix of a given path is searched, component by component: {@code
 * /usr/lib} is a prefix of {@code /usr/lib/x}, not of {@code /usr/library}. A component may have
 * wildcards, as {@link Glob} knows them. A path under another one adds nothing and is not kept.
 * Follows libs 0.25 {@code prefix_search}, but tries all components with wildcards.
 *
 * <p>Filled while a condition is compiled and only read afterwards; a search allocates nothing.
 *
 * @param <V> what belongs to each path
 */
public final class PathPrefixes<V> {

  private final byte separator;
  private final boolean keepsEmpty;
  private final Node<V> root = new Node<>(new byte[0]);

  private PathPrefixes(char separator, boolean keepsEmpty) {
    this.separator = (byte) separator;
    this.keepsEmpty = keepsEmpty;
  }

  /** Paths of a file system: slashes separate; doubled and outer ones do not count. */
  public static <V> PathPrefixes<V> ofPaths() {
    return new PathPrefixes<>('/', false);
  }

  /** Names whose components, empty ones too, are separated by an ASCII character. */
  public static <V> PathPrefixes<V> ofComponents(char separator) {
    return new PathPrefixes<>(separator, true);
  }

  /** Adds a path; of two equal ones the later counts. */
  public void add(byte[] path, V value) {
    Node<V> node = root;
    int at = first(path, 0, path.length);
    while (hasComponent(at, path.length)) {
      if (node.value != null) {
        return;
      }
      int end = componentEnd(path, at, path.length);
      node = node.childToFill(Arrays.copyOfRange(path, at, end));
      at = first(path, end + 1, path.length);
    }
    node.end(value);
  }

  /** What belongs to a path that is a prefix of the slice; null if there is none. */
  public @Nullable V find(byte[] array, int offset, int length) {
    int end = offset + length;
    return find(root, array, first(array, offset, end), end);
  }

  private @Nullable V find(Node<V> node, byte[] array, int at, int end) {
    if (node.value != null || !hasComponent(at, end)) {
      return node.value;
    }
    int componentEnd = componentEnd(array, at, end);
    int next = first(array, componentEnd + 1, end);
    Node<V> child = node.child(array, at, componentEnd);
    if (child != null) {
      V found = find(child, array, next, end);
      if (found != null) {
        return found;
      }
    }
    for (int i = 0; i < node.patterns.size(); i++) {
      Node<V> pattern = node.patterns.get(i);
      byte[] name = pattern.name;
      if (Glob.matches(name, 0, name.length, array, at, componentEnd, false)) {
        V found = find(pattern, array, next, end);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Where the next component begins, from {@code at} on; behind {@code end} if there is none. */
  private int first(byte[] array, int at, int end) {
    int first = at;
    while (!keepsEmpty && first < end && array[first] == separator) {
      first++;
    }
    return first;
  }

  private boolean hasComponent(int at, int end) {
    return keepsEmpty ? at <= end : at < end;
  }

  private int componentEnd(byte[] array, int at, int end) {
    int componentEnd = at;
    while (componentEnd < end && array[componentEnd] != separator) {
      componentEnd++;
    }
    return componentEnd;
  }

  /** The tree of components, one a line, indented; those with wildcards last. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (keepsEmpty) {
      root.printChildren("", text);
    } else {
      text.append("root ->\n");
      root.printChildren("    ", text);
    }
    return text.toString();
  }

  /** One component; the path that leads to it is kept only as its place in the tree. */
  private static final class Node<V> {

    private static final int INITIAL_CAPACITY = 4;

    private final byte[] name;
    private @Nullable V value;
    private @Nullable Node<V>[] table = table(INITIAL_CAPACITY);
    private int count;
    private List<Node<V>> patterns = List.of();

    Node(byte[] name) {
      this.name = name;
    }

    /** A path ends here; what lies below is covered by it. */
    void end(V newValue) {
      value = newValue;
      table = table(INITIAL_CAPACITY);
      count = 0;
      patterns = List.of();
    }

    @Nullable Node<V> child(byte[] array, int start, int end) {
      return table[place(array, start, end)];
    }

    Node<V> childToFill(byte[] component) {
      return Glob.isPattern(component) ? patternToFill(component) : nameToFill(component);
    }

    private Node<V> patternToFill(byte[] component) {
      for (Node<V> pattern : patterns) {
        if (Arrays.equals(pattern.name, component)) {
          return pattern;
        }
      }
      Node<V> added = new Node<>(component);
      List<Node<V>> longer = new ArrayList<>(patterns);
      longer.add(added);
      patterns = longer;
      return added;
    }

    private Node<V> nameToFill(byte[] component) {
      Node<V> child = table[place(component, 0, component.length)];
      if (child != null) {
        return child;
      }
      if (2 * count >= table.length) {
        grow();
      }
      Node<V> added = new Node<>(component);
      table[place(component, 0, component.length)] = added;
      count++;
      return added;
    }

    private void grow() {
      @Nullable Node<V>[] smaller = table;
      table = table(smaller.length * 2);
      for (Node<V> child : smaller) {
        if (child != null) {
          table[place(child.name, 0, child.name.length)] = child;
        }
      }
    }

    private int place(byte[] array, int start, int end) {
      int mask = table.length - 1;
      int place = Bytes.hash(array, start, end - start) & mask;
      for (Node<V> child = table[place]; child != null; child = table[place]) {
        if (Arrays.equals(child.name, 0, child.name.length, array, start, end)) {
          return place;
        }
        place = (place + 1) & mask;
      }
      return place;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> @Nullable Node<V>[] table(int capacity) {
      return new Node[capacity];
    }

    private void printChildren(String indent, StringBuilder text) {
      Map<String, Node<V>> sorted = new TreeMap<>();
      for (Node<V> child : table) {
        if (child != null) {
          sorted.put(new String(child.name, StandardCharsets.UTF_8), child);
        }
      }
      print(indent, sorted, text);
      sorted.clear();
      for (Node<V> pattern : patterns) {
        sorted.put(new String(pattern.name, StandardCharsets.UTF_8), pattern);
      }
      print(indent, sorted, text);
    }

    private void print(String indent, Map<String, Node<V>> nodes, StringBuilder text) {
      nodes.forEach(
          (component, node) -> {
            text.append(indent).append(component).append(" ->\n");
            node.printChildren(indent + "    ", text);
          });
    }
  }
}

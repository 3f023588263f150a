// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import io.falcoj.engine.Values;

/**
 * One JSON text, parsed lazily: a flyweight over the bytes of an event, re-pointed to the next one.
 *
 * <p>A value is named by its <em>node</em>, an int that is valid until the document is re-pointed;
 * {@link #NONE} is no value. Where a key occurs twice in an object the first one counts, as in
 * Falco. Bytes that are not UTF-8 are kept as they stand.
 *
 * <p>Not thread-safe.
 */
public final class JsonDocument {

  /** No value. */
  public static final int NONE = -1;

  /** The node of the whole document. */
  public static final int ROOT = 0;

  /** Deepest nesting of arrays and objects. */
  public static final int MAX_DEPTH = 1000;

  /** Parses the whole of {@code text}, which must be one JSON value. */
  public void parse(byte[] text) throws JsonSyntaxException {
    throw new UnsupportedOperationException();
  }

  /** The value that {@code pointer} leads to from the root; {@link #NONE} if there is none. */
  public int find(JsonPointer pointer) {
    return find(ROOT, pointer);
  }

  /** The value that {@code pointer} leads to from {@code node}; {@link #NONE} if there is none. */
  public int find(int node, JsonPointer pointer) {
    throw new UnsupportedOperationException();
  }

  /** What the value is. */
  public JsonKind kind(int node) {
    throw new UnsupportedOperationException();
  }

  /** The first element or member's value; {@link #NONE} if there is none, or of a scalar. */
  public int firstChild(int node) {
    throw new UnsupportedOperationException();
  }

  /** The element or member's value after {@code node}, a child; {@link #NONE} after the last. */
  public int next(int node) {
    throw new UnsupportedOperationException();
  }

  /** How many elements or members there are; 0 for a scalar. Counts them. */
  public int size(int node) {
    throw new UnsupportedOperationException();
  }

  /** The value of the member named {@code key} (UTF-8) of an object; else {@link #NONE}. */
  public int member(int node, byte[] key) {
    throw new UnsupportedOperationException();
  }

  /** The element at {@code index}, from 0, of an array; else {@link #NONE}. */
  public int element(int node, int index) {
    throw new UnsupportedOperationException();
  }

  /** Whether the value is a string equal to {@code text} (UTF-8). */
  public boolean stringEquals(int node, byte[] text) {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds the value as text: a string without quotes and escapes (its bytes in place where it has no
   * escapes), a number, {@code true}, {@code false} and {@code null} as they stand, an object or
   * array as compact JSON that keeps the order of keys and the original escapes.
   */
  public void addText(int node, Values values) {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds the value as JSON text indented by two spaces, with the order of keys and the original
   * escapes kept; {@code {}} and {@code []} stay on one line.
   */
  public void addPrettyText(int node, Values values) {
    throw new UnsupportedOperationException();
  }

  /** Adds the name of the member whose value is {@code node}, without escapes. */
  public void addKey(int node, Values values) {
    throw new UnsupportedOperationException();
  }

  /** Whether {@code node} is the value of a member named {@code key} (UTF-8). */
  public boolean keyEquals(int node, byte[] key) {
    throw new UnsupportedOperationException();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;

/**
 * A way to values of an audit event: a JSON pointer in which {@code *} stands for every element of
 * an array, as in {@code /requestObject/spec/containers/*}{@code /image}.
 *
 * <p>A missing array, or a value of another kind in its place, makes the field absent; an empty one
 * makes it an empty list. An element without the property gives one absent element, and so does one
 * whose inner array is missing or empty. A JSON null counts as missing.
 *
 * <p>Immutable and thread-safe.
 */
public final class ValuePath {

  /** Stands for every element. */
  static final int ALL = -1;

  /** The ways from the document to the first array, from its elements to the next, and so on. */
  private final JsonPointer[] legs;

  private ValuePath(JsonPointer[] legs) {
    this.legs = legs;
  }

  /**
   * @throws IllegalArgumentException if the pointers between the asterisks are none
   */
  public static ValuePath parse(String text) {
    String[] parts = text.split("/\\*", -1);
    JsonPointer[] legs = new JsonPointer[parts.length];
    for (int i = 0; i < parts.length; i++) {
      legs[i] = JsonPointer.parse(parts[i]);
    }
    return new ValuePath(legs);
  }

  /**
   * Adds what the path leads to.
   *
   * @param index the element of the first array to look at, or {@link #ALL}
   * @param values clear; stays so if the field is absent
   */
  void read(JsonDocument json, int index, Leaf leaf, Values values) {
    read(json, JsonDocument.ROOT, index, leaf, values);
  }

  /**
   * Adds what the path leads to from a value.
   *
   * @param start where the path begins
   * @param values clear; stays so if the field is absent
   */
  public void readAll(JsonDocument json, int start, Leaf leaf, Values values) {
    read(json, start, ALL, leaf, values);
  }

  private void read(JsonDocument json, int start, int index, Leaf leaf, Values values) {
    int node = json.present(json.find(start, legs[0]));
    if (node == JsonDocument.NONE) {
      return;
    }
    if (legs.length == 1) {
      leaf.add(json, node, values);
    } else if (json.kind(node) == JsonKind.ARRAY) {
      values.present();
      if (index == ALL) {
        readElements(json, node, 1, leaf, values);
      } else {
        readElement(json, json.element(node, index), leaf, values);
      }
    }
  }

  private void readElement(JsonDocument json, int element, Leaf leaf, Values values) {
    if (element == JsonDocument.NONE) {
      values.clear();
    } else if (!readFrom(json, element, 1, leaf, values)) {
      values.addAbsent();
    }
  }

  private void readElements(JsonDocument json, int array, int leg, Leaf leaf, Values values) {
    int element = json.firstChild(array);
    while (element != JsonDocument.NONE) {
      if (!readFrom(json, element, leg, leaf, values)) {
        values.addAbsent();
      }
      element = json.next(element);
    }
  }

  /** Returns whether something was added. */
  private boolean readFrom(JsonDocument json, int start, int leg, Leaf leaf, Values values) {
    int node = json.present(json.find(start, legs[leg]));
    if (node == JsonDocument.NONE) {
      return false;
    }
    if (leg == legs.length - 1) {
      leaf.add(json, node, values);
      return true;
    }
    if (json.kind(node) != JsonKind.ARRAY || json.firstChild(node) == JsonDocument.NONE) {
      return false;
    }
    readElements(json, node, leg + 1, leaf, values);
    return true;
  }
}

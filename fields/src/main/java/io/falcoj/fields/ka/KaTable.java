// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import static io.falcoj.engine.ArgumentRule.OPTIONAL_INDEX;
import static io.falcoj.engine.FieldType.CHARBUF;

import io.falcoj.fields.table.FieldLine;
import io.falcoj.fields.table.FieldTable;

/** Lines of fields that a path leads to. */
final class KaTable {

  private final FieldTable fields;

  KaTable(FieldTable fields) {
    this.fields = fields;
  }

  /** A field that is read in its own way. */
  FieldLine add(String name, String description) {
    return fields.add(name, CHARBUF, description);
  }

  /** One value. */
  void one(String name, String path, String description) {
    add(name, description).bound(new PathBinder(ValuePath.parse(path), Leaf.TEXT));
  }

  /** A list as a whole. */
  void list(String name, String path, String description) {
    add(name, description).list().bound(new PathBinder(ValuePath.parse(path), Leaf.TEXT));
  }

  /** A list of which an index may take one element. */
  void each(String name, String path, String description) {
    each(name, path, Leaf.TEXT, description);
  }

  /** A list, of which an index may take one element, whose elements are read by {@code leaf}. */
  void each(String name, String path, Leaf leaf, String description) {
    add(name, description)
        .list()
        .argument(OPTIONAL_INDEX)
        .bound(new PathBinder(ValuePath.parse(path), leaf));
  }
}

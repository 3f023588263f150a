// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.sources.audit.event.AuditEvent;

/**
 * Binds a field that a path leads to. An index narrows a list to one element of its outermost
 * array.
 */
record PathBinder(ValuePath path, Leaf leaf) implements FieldBinder {

  @Override
  public BoundField bind(FieldDefinition definition, FieldArgument argument) {
    int index = argument.hasIndex() ? argument.index() : ValuePath.ALL;
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        (event, values) -> path.read(((AuditEvent) event).json(), index, leaf, values));
  }

  /** Reads the element at {@code index} as a single value; absent if the element has none. */
  FieldExtractor single(int index) {
    return (event, values) -> {
      path.read(((AuditEvent) event).json(), index, leaf, values);
      if (values.anyAbsentElement()) {
        values.clear();
      }
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.List;

/**
 * A family of fields: {@code proc}, {@code ka}. To add a field, add a line to its class; to add a
 * class, add it to the standard ones.
 *
 * @param name name of the family, as {@code --list} heads it
 * @param shortDescription one line, for a person who scans the list
 * @param description what the fields are about
 * @param fields in the order of {@code --list}
 */
public record FieldClass(
    String name, String shortDescription, String description, List<FieldDefinition> fields) {

  public FieldClass {
    fields = List.copyOf(fields);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.listing;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A class of fields with what of it is listed.
 *
 * @param sources the event sources to name
 * @param fields at least one
 */
record ListedClass(FieldClass fieldClass, List<String> sources, List<FieldDefinition> fields) {

  /** What is special about a field, in the words of Falco's list, in alphabetical order. */
  static Set<String> tags(FieldDefinition field) {
    Set<String> tags = new TreeSet<>();
    ArgumentRule argument = field.argumentRule();
    if (argument.allowed()) {
      tags.add(argument.required() ? "ARG_REQUIRED" : "ARG_ALLOWED");
    }
    if (argument.index()) {
      tags.add("ARG_INDEX");
    }
    if (argument.key()) {
      tags.add("ARG_KEY");
    }
    if (field.list()) {
      tags.add("EPF_IS_LIST");
    }
    if (field.is(Flag.NO_FIELD_COMPARISON)) {
      tags.add("EPF_NO_RHS");
    }
    if (field.is(Flag.NO_TRANSFORMER)) {
      tags.add("EPF_NO_TRANSFORMER");
    }
    if (field.is(Flag.FILTER_ONLY)) {
      tags.add("FILTER_ONLY");
    }
    return tags;
  }
}

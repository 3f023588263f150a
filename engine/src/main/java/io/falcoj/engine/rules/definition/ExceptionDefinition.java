// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.rules.result.LoadContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What YAML says about one exception of a rule; appended values included.
 *
 * @param fields one field, or a list of fields
 * @param comps the operators by which they are compared, in the same form
 * @param values for one field the values it may have; for a list of fields a list of values each
 */
public record ExceptionDefinition(
    String name,
    ExceptionEntry fields,
    ExceptionEntry comps,
    List<ExceptionEntry> values,
    LoadContext context) {

  public ExceptionDefinition {
    values = List.copyOf(values);
  }

  /** Where a part of the exception stands; the whole of it if nobody wrote the part. */
  public LoadContext contextOf(ExceptionEntry part) {
    return part.place() == null ? context : context.pointingAt(part.place());
  }

  public ExceptionDefinition withAppendedValues(List<ExceptionEntry> more) {
    List<ExceptionEntry> all = new ArrayList<>(values);
    all.addAll(more);
    return new ExceptionDefinition(name, fields, comps, all, context);
  }

  public ExceptionDefinition withComps(ExceptionEntry newComps) {
    return new ExceptionDefinition(name, fields, newComps, values, context);
  }
}

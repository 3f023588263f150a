// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.rules.result.LoadContext;

/** What YAML says about a macro; appends included. */
public record MacroDefinition(
    String name, SourcedText condition, LoadContext context, LoadContext conditionContext) {

  public MacroDefinition withAppended(MacroDefinition more) {
    return new MacroDefinition(
        name, condition.joinedWith(more.condition), context, conditionContext);
  }
}

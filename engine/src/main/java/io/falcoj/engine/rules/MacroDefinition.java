// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

/** What YAML says about a macro; appends included. */
record MacroDefinition(
    String name, SourcedText condition, LoadContext context, LoadContext conditionContext) {

  MacroDefinition withAppended(MacroDefinition more) {
    return new MacroDefinition(
        name, condition.joinedWith(more.condition), context, conditionContext);
  }
}

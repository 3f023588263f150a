// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.rules.definition.MacroDefinition;
import io.falcoj.grammar.Expr;

/**
 * A macro that loaded.
 *
 * @param condition free of references
 * @param used whether a rule or another macro names it
 */
record LoadedMacro(MacroDefinition definition, Expr condition, boolean used) {}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.definition.RuleDefinition;

/** A rule that loaded: what YAML says about it, and what became of it. */
public record CheckedRule(RuleDefinition definition, ResolvedRule resolved) {}

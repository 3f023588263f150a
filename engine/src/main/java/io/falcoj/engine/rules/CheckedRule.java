// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

/** A rule that loaded: what YAML says about it, and what became of it. */
record CheckedRule(RuleDefinition definition, ResolvedRule resolved) {}

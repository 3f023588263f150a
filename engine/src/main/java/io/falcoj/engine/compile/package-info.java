// SPDX-License-Identifier: Apache-2.0
/**
 * From syntax trees to predicates. {@link io.falcoj.engine.compile.RulesetCompiler} takes the
 * resolved conditions of the rules of one event source, checks fields, types, operators and values,
 * and gives an immutable {@link io.falcoj.engine.ruleset.Ruleset} in which equal checks are one
 * predicate.
 */
@NullMarked
package io.falcoj.engine.compile;

import org.jspecify.annotations.NullMarked;

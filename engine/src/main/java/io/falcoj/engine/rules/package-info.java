// SPDX-License-Identifier: Apache-2.0
/**
 * From the text of rules files to compiled rules. {@link io.falcoj.engine.rules.RuleLoader} is the
 * entry: it loads one {@link io.falcoj.engine.rules.RulesFile} after the other, in Falco's order
 * and with Falco's meaning, and answers each with a {@link io.falcoj.engine.rules.LoadResult} that
 * holds everything there is to say about it.
 *
 * <p>The road inside: the reader turns YAML into definitions; the collector defines, appends and
 * replaces them by name; the resolver inlines lists and macros and adds exceptions; the checker
 * tries output and condition of each rule against the fields of its source. What passed is in
 * {@link io.falcoj.engine.rules.LoadedRules}, from which rules are selected, described and compiled
 * into one rule set for each source.
 *
 * <p>Every error and warning has a constant in {@link io.falcoj.engine.rules.ErrorCode} or {@link
 * io.falcoj.engine.rules.WarningCode}; every key that an item may have has one in {@link
 * io.falcoj.engine.rules.RuleKey}.
 */
@NullMarked
package io.falcoj.engine.rules;

import org.jspecify.annotations.NullMarked;

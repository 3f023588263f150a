// SPDX-License-Identifier: Apache-2.0
/**
 * From the text of rules files to compiled rules. {@link io.falcoj.engine.rules.RuleLoader} is the
 * entry: it loads one rules file after the other, in Falco's order and with Falco's meaning, and
 * answers each with a {@link io.falcoj.engine.rules.result.LoadResult} that holds everything there
 * is to say about it.
 *
 * <p>The packages below are the road inside: {@code read} turns YAML into what {@code definition}
 * holds; {@code collect} defines, appends and replaces by name; {@code resolve} inlines lists and
 * macros, adds exceptions and tries each rule against the fields of its source. Each says what is
 * wrong in the terms of {@code result}. What passed is in {@link
 * io.falcoj.engine.rules.LoadedRules}, from which rules are selected, described and compiled into
 * one rule set for each source.
 */
@NullMarked
package io.falcoj.engine.rules;

import org.jspecify.annotations.NullMarked;

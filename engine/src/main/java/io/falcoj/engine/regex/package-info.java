// SPDX-License-Identifier: Apache-2.0
/**
 * Regular expressions as Falco's {@code regex} has them: the syntax of RE2 with its POSIX option,
 * matched against whole texts as they lie in the event, in time linear in their length and without
 * allocation. {@link io.falcoj.engine.regex.Regex} is the entry. Uses the text package only.
 *
 * <p>The way of an expression: text, {@link io.falcoj.engine.regex.RegexParser}, a tree of {@link
 * io.falcoj.engine.regex.RegexNode}s, {@link io.falcoj.engine.regex.RegexProgram}, whose
 * instructions take one byte each, and {@link io.falcoj.engine.regex.RegexMatcher}, which turns
 * sets of instructions into the states of an automaton as texts ask for them.
 */
@NullMarked
package io.falcoj.engine.regex;

import org.jspecify.annotations.NullMarked;

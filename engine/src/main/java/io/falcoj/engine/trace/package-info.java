// SPDX-License-Identifier: Apache-2.0
/**
 * Why a rule matched an event, or did not. A {@link io.falcoj.engine.trace.RuleTracer} asks every
 * check of a rule about one event and gives a {@link io.falcoj.engine.trace.RuleTrace}: the
 * condition as it was written, macros and exceptions in it, and in each place what was seen there
 * and what came of it. It is for questions about single events: evaluation knows nothing of it and
 * pays nothing for it.
 */
@NullMarked
package io.falcoj.engine.trace;

import org.jspecify.annotations.NullMarked;

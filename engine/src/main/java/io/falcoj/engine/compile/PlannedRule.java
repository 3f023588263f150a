// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.ruleset.CompiledRule;
import java.util.Set;

/**
 * A rule whose place in a tree is to be found.
 *
 * @param conjuncts the nodes all of which must hold, besides those above it in the tree
 */
record PlannedRule(CompiledRule rule, Set<PlanNode> conjuncts) {}

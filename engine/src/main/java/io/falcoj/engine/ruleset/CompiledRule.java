// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import io.falcoj.engine.Priority;
import java.util.List;

/**
 * A rule that runs; what it asks of events is in a {@link RuleTree}. Immutable.
 *
 * @param index place in the load order of its source, from 0; an array by this index holds whatever
 *     else belongs to the rule
 * @param source name of the event source
 * @param tags in the order of the rules file
 * @param eventTypes the types of events that can match at all
 * @param independent whether it neither hides other rules nor is hidden by them
 */
public record CompiledRule(
    int index,
    String name,
    String source,
    Priority priority,
    List<String> tags,
    EventTypeSet eventTypes,
    boolean independent) {

  public CompiledRule {
    tags = List.copyOf(tags);
  }
}

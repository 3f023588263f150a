// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.rules.result.LoadContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an item with {@code override} or {@code append} does to a rule that is defined already.
 *
 * @param mode whether exceptions are appended or replaced
 * @param source the source that the item names; empty if it names none
 * @param values what is appended to, or put in the place of, what the rule has under these keys
 * @param exceptions exceptions to append or to put in the place of the rule's; null if they stay
 */
public record RuleUpdate(
    String rule,
    OverrideMode mode,
    String source,
    Map<RuleKey, Object> values,
    @Nullable List<ExceptionDefinition> exceptions,
    LoadContext context) {

  public RuleUpdate {
    values = Map.copyOf(values);
    exceptions = exceptions == null ? null : List.copyOf(exceptions);
  }

  /** Whether it does nothing at all. */
  public boolean isEmpty() {
    return values.isEmpty() && exceptions == null;
  }
}

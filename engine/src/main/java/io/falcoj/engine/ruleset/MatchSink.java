// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

/** Is told of matches while the event is still there. */
@FunctionalInterface
public interface MatchSink {

  /** The event being evaluated matches {@code rule}. Called in load order. */
  void matched(CompiledRule rule);
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.metrics.Measurements;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.summary.RunSummary;
import io.falcoj.library.summary.RunTally;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules from when they take over until others do, and what events came to in that time. Any number
 * of threads.
 */
public final class RulesInForce {

  private final ConfiguredFalco falco;
  private final RunTally tally;
  private final Map<ReadProblem.Kind, Long> skipped = new EnumMap<>(ReadProblem.Kind.class);

  RulesInForce(ConfiguredFalco falco) {
    this.falco = falco;
    this.tally = falco.runRules().newTally();
  }

  /** The rules as they were loaded. */
  public ConfiguredFalco falco() {
    return falco;
  }

  RunRules rules() {
    return falco.runRules();
  }

  AlertFormat format() {
    return falco.alertFormat();
  }

  /** Adds what events came to. */
  synchronized void count(RunTally batch) {
    tally.add(batch);
  }

  /** So many records could not be read. */
  synchronized void countSkipped(ReadProblem.Kind kind, long count) {
    skipped.merge(kind, count, Long::sum);
  }

  /** How often each rule matched. */
  synchronized List<Measurements.OfRule> matches() {
    List<Measurements.OfRule> matches = new ArrayList<>();
    for (ResolvedRule rule : rules().all()) {
      matches.add(
          new Measurements.OfRule(
              rule.name(),
              rule.source(),
              rule.priority(),
              rule.tags(),
              tally.alerts(matches.size())));
    }
    return matches;
  }

  /** Whether anything came in. */
  synchronized boolean hasSeenEvents() {
    return tally.events() > 0;
  }

  /**
   * What it came to so far.
   *
   * @param sources those that are watched
   */
  public synchronized RunSummary summary(Collection<String> sources) {
    Map<String, Long> events = new HashMap<>();
    sources.forEach(source -> events.put(source, tally.events(source)));
    return RunSummary.of(
            true,
            new RunSummary.Recording(events, 0, skipped),
            tally,
            rules().talliedRules(),
            rules().talliedPolicies())
        .withLeftOutRules(falco.rules().leftOut().size());
  }
}

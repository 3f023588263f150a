// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.Falco;
import io.falcoj.daemon.metrics.Measurements;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.summary.RunSummary;
import io.falcoj.library.summary.RunTally;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.syscall.state.SyscallEvent;
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

  private final Falco falco;
  private final RunTally tally;
  private final Map<ReadProblem.Kind, Long> skipped = new EnumMap<>(ReadProblem.Kind.class);
  private long syscallEvents;

  RulesInForce(Falco falco) {
    this.falco = falco;
    this.tally = falco.runRules().newTally();
  }

  /** The rules as they were loaded. */
  public Falco falco() {
    return falco;
  }

  RunRules rules() {
    return falco.runRules();
  }

  AlertFormat format() {
    return falco.alertFormat();
  }

  /** Adds what audit events came to. */
  synchronized void count(RunTally batch) {
    tally.add(batch);
  }

  /** Adds what system calls came to, and sets {@code counted} to nothing. */
  synchronized void countSyscalls(RunTally counted, long events) {
    tally.add(counted);
    counted.clear();
    syscallEvents += events;
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
    return syscallEvents > 0 || tally.auditEvents() > 0;
  }

  /**
   * What it came to so far.
   *
   * @param sources those that are watched
   */
  public synchronized RunSummary summary(Collection<String> sources) {
    Map<String, Long> events = new HashMap<>();
    if (sources.contains(SyscallEvent.SOURCE)) {
      events.put(SyscallEvent.SOURCE, syscallEvents);
    }
    if (sources.contains(AuditEvent.SOURCE)) {
      events.put(AuditEvent.SOURCE, tally.auditEvents());
    }
    return RunSummary.of(
            true,
            new RunSummary.Recording(events, 0, skipped),
            tally,
            rules().talliedRules(),
            rules().talliedPolicies())
        .withLeftOutRules(falco.rules().leftOut().size());
  }
}

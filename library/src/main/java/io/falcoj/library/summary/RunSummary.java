// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

import io.falcoj.converter.pod.PodCreation;
import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.engine.Priority;
import io.falcoj.engine.VisibleText;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run came to. Immutable.
 *
 * @param readToEnd whether everything was read; false after an error or when nobody read the alerts
 * @param recording what was read
 * @param pods how many events were creations of pods in each state
 * @param podRequests what audit events told of requests about pods and workloads
 * @param findings alerts of rules, and of policies about pods that were let in
 * @param policies the policies that were tried, in their order
 * @param rules all rules that were loaded and enabled, in load order
 * @param namespaces how many alerts were about objects of each namespace, by name
 * @param workloads which workloads' pods alerts were about, most alerts first
 * @param leftOutRules rules that the files define and that nothing evaluates
 * @param drops how many system calls were lost, if that was looked at
 */
public record RunSummary(
    boolean readToEnd,
    Recording recording,
    Map<PodCreation.State, Long> pods,
    PodRequests podRequests,
    long findings,
    List<PolicyVerdict> policies,
    List<RuleCount> rules,
    Map<String, Long> namespaces,
    List<WorkloadCount> workloads,
    int leftOutRules,
    Optional<DropCounts> drops) {

  /**
   * What was read.
   *
   * @param events how many events were evaluated, by source; only sources that were read
   * @param notAudit records of other components in the same logs
   * @param skippedByKind records that could not be read, by what was wrong
   */
  public record Recording(
      Map<String, Long> events, long notAudit, Map<ReadProblem.Kind, Long> skippedByKind) {

    public Recording {
      events = Collections.unmodifiableMap(new TreeMap<>(events));
      skippedByKind = Map.copyOf(skippedByKind);
    }

    /** How many records could not be read. */
    public long skipped() {
      return skippedByKind.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What a policy would have done.
   *
   * @param policy its name
   * @param judged pods that it applies to and that could be judged
   * @param refused those of them that it would have refused
   * @param outOfScope pods that its annotations exempt
   * @param partial whether it lacks what Kubernetes requires, so that only what it says was judged
   * @param notJudged properties that it restricts and nothing judges
   * @param tokens which volumes with tokens of service accounts its pods were judged with
   */
  public record PolicyVerdict(
      String policy,
      long judged,
      long refused,
      long outOfScope,
      boolean partial,
      List<String> notJudged,
      TokenVolumes tokens) {

    public PolicyVerdict {
      notJudged = List.copyOf(notJudged);
    }
  }

  /**
   * @param rule name of the rule
   * @param source of the events that it looks at
   * @param alerts how many alerts it raised
   */
  public record RuleCount(String rule, String source, Priority priority, long alerts) {}

  /**
   * @param alerts how many alerts were about it
   */
  public record WorkloadCount(Workload workload, long alerts) {}

  /** A rule that counts in a tally at its place in a list. */
  public record TalliedRule(String name, String source, Priority priority) {}

  /** A policy that counts in a tally at its place in a list. */
  public record TalliedPolicy(
      String name, boolean partial, List<String> notJudged, TokenVolumeMode tokens) {

    public TalliedPolicy {
      notJudged = List.copyOf(notJudged);
    }
  }

  public RunSummary {
    pods = Map.copyOf(pods);
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
    namespaces = Collections.unmodifiableMap(new TreeMap<>(namespaces));
    workloads = List.copyOf(workloads);
  }

  /**
   * The summary of a run.
   *
   * @param rules the rules that {@code tally} counts, at the same places
   * @param policies the policies that {@code tally} counts, at the same places
   */
  public static RunSummary of(
      boolean readToEnd,
      Recording recording,
      RunTally tally,
      List<TalliedRule> rules,
      List<TalliedPolicy> policies) {
    Map<PodCreation.State, Long> pods = new EnumMap<>(PodCreation.State.class);
    for (PodCreation.State state : PodCreation.State.values()) {
      pods.put(state, tally.pods(state));
    }
    List<RuleCount> ruleCounts = new ArrayList<>();
    for (TalliedRule rule : rules) {
      ruleCounts.add(
          new RuleCount(
              rule.name(), rule.source(), rule.priority(), tally.alerts(ruleCounts.size())));
    }
    List<PolicyVerdict> verdicts = new ArrayList<>();
    for (TalliedPolicy policy : policies) {
      int index = verdicts.size();
      verdicts.add(
          new PolicyVerdict(
              policy.name(),
              tally.pods(PodCreation.State.EVALUATED) - tally.outOfScopeOf(index),
              tally.refusedBy(index),
              tally.outOfScopeOf(index),
              policy.partial(),
              policy.notJudged(),
              new TokenVolumes(policy.tokens(), tally.showsSecretTokens())));
    }
    List<WorkloadCount> workloads = new ArrayList<>();
    tally.workloads().forEach((key, count) -> workloads.add(new WorkloadCount(key, count)));
    workloads.sort(
        (one, other) ->
            one.alerts() != other.alerts()
                ? Long.compare(other.alerts(), one.alerts())
                : one.workload().compareTo(other.workload()));
    return new RunSummary(
        readToEnd,
        recording,
        pods,
        tally.podRequests(),
        tally.findings(),
        verdicts,
        ruleCounts,
        tally.namespaces(),
        workloads,
        0,
        Optional.empty());
  }

  /** This summary, of a run in which it was looked at whether system calls were lost. */
  public RunSummary withDrops(DropCounts counts) {
    return with(leftOutRules, Optional.of(counts));
  }

  /** This summary, of a run without some of the rules that its files define. */
  public RunSummary withLeftOutRules(int count) {
    return with(count, drops);
  }

  private RunSummary with(int leftOut, Optional<DropCounts> counts) {
    return new RunSummary(
        readToEnd,
        recording,
        pods,
        podRequests,
        findings,
        policies,
        rules,
        namespaces,
        workloads,
        leftOut,
        counts);
  }

  /** Whether everything was read and judged. */
  public boolean complete() {
    return gaps().isEmpty();
  }

  /** What the answer does not cover, each for a person: {@code 3 records were skipped}. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (!readToEnd) {
      gaps.add("not everything was read");
    }
    addGap(gaps, recording.skipped(), "record was skipped", "records were skipped");
    addGap(gaps, leftOutRules, "rule was left out", "rules were left out");
    if (!policies.isEmpty()) {
      if (podRequests == PodRequests.EARLY) {
        gaps.add("requests about pods were recorded only before they ended");
      }
      addGap(
          gaps,
          pods.getOrDefault(PodCreation.State.NOT_EVALUABLE, 0L),
          "pod creation was not evaluable",
          "pod creations were not evaluable");
    }
    for (PolicyVerdict policy : policies) {
      if (!policy.notJudged().isEmpty()) {
        gaps.add(
            "policy "
                + VisibleText.of(policy.policy())
                + ": not judged: "
                + String.join(", ", policy.notJudged()));
      }
    }
    long lost = drops.map(DropCounts::detected).orElse(0L);
    if (lost > 0) {
      gaps.add("system calls were lost");
    }
    return gaps;
  }

  private static void addGap(List<String> gaps, long count, String one, String many) {
    if (count > 0) {
      gaps.add(count + " " + (count == 1 ? one : many));
    }
  }

  /**
   * Why nothing could be judged, for a person: no event was read that a rule looks at, or with a
   * policy neither a request about a pod or workload nor a system call. Empty if something could.
   */
  public Optional<String> nothingJudged() {
    return policies.isEmpty() ? noEventForRules() : noRequestForPolicies();
  }

  private Optional<String> noEventForRules() {
    if (rules.isEmpty()) {
      return Optional.of(
          leftOutRules == 0
              ? "there is no rule to be evaluated"
              : "all rules were left out, as the messages about them say");
    }
    if (readRules().anyMatch(rule -> recording.events().getOrDefault(rule.source(), 0L) > 0)) {
      return Optional.empty();
    }
    String sources =
        rules.stream().map(RuleCount::source).distinct().collect(Collectors.joining(" and "));
    return Optional.of("the rules look at events of " + sources + ", and none were read");
  }

  private Optional<String> noRequestForPolicies() {
    if (podRequests != PodRequests.NONE
        || recording.events().getOrDefault(SyscallEvent.SOURCE, 0L) > 0) {
      return Optional.empty();
    }
    long events = recording.events().getOrDefault(AuditEvent.SOURCE, 0L);
    return Optional.of(
        events == 0
            ? "no audit event and no system call was read for the policies to judge"
            : "of the "
                + events
                + " audit events none is about a request about a pod or"
                + " workload; the audit policy must log pods (docs/guide.md says how)");
  }

  /** How many alerts there were. */
  public long alerts() {
    return rules.stream().mapToLong(RuleCount::alerts).sum();
  }

  /** How many alerts there were of each priority that had some, most urgent first. */
  public Map<Priority, Long> alertsByPriority() {
    Map<Priority, Long> counts = new EnumMap<>(Priority.class);
    for (RuleCount rule : rules) {
      if (rule.alerts() > 0) {
        counts.merge(rule.priority(), rule.alerts(), Long::sum);
      }
    }
    return counts;
  }

  /** The rules that never matched, of those for events that were read, in load order. */
  public List<String> silentRules() {
    return readRules().filter(rule -> rule.alerts() == 0).map(RuleCount::rule).toList();
  }

  /** How many rules look at events that were read. */
  public long rulesThatRead() {
    return readRules().count();
  }

  private Stream<RuleCount> readRules() {
    return rules.stream().filter(rule -> recording.events().containsKey(rule.source()));
  }
}

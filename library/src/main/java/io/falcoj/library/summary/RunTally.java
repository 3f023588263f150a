// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

import io.falcoj.converter.pod.PodCreation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Counts what the events of a batch, or of a whole run, come to. Counting allocates nothing but for
 * alerts. Not thread-safe: each worker has its own, and one thread adds them up.
 */
public final class RunTally {

  private static final int LONGEST_NAME = 320;
  private static final String OTHERS = "others";

  private final List<String> sources;
  private final long[] events;
  private final long[] alerts;
  private final long[] pods = new long[PodCreation.State.values().length];
  private final long[] refusedByPolicy;
  private final long[] outOfScopeOfPolicy;
  private long findings;
  private boolean podRequests;
  private boolean endedPodRequests;
  private final BoundedCounts<String> namespaces = new BoundedCounts<>(OTHERS);
  private boolean secretTokens;
  private final BoundedCounts<Workload> workloads = new BoundedCounts<>(new Workload("", OTHERS));

  /**
   * @param sources names of all sources
   * @param rules how many rules there are, of all sources
   * @param policies how many policies there are
   */
  public RunTally(Collection<String> sources, int rules, int policies) {
    this.sources = List.copyOf(sources);
    events = new long[this.sources.size()];
    alerts = new long[rules];
    refusedByPolicy = new long[policies];
    outOfScopeOfPolicy = new long[policies];
  }

  /** An event of a source, by its place, is evaluated. */
  public void countEvent(int source) {
    events[source]++;
  }

  /** A rule alerted. */
  public void countAlert(int rule) {
    alerts[rule]++;
  }

  /** A rule alerted, or a policy about something that was let in. */
  public void countFinding() {
    findings++;
  }

  /**
   * An event is about a request about a pod or a workload.
   *
   * @param ended whether it tells how the request ended
   */
  public void podRequestSeen(boolean ended) {
    podRequests = true;
    endedPodRequests |= ended;
  }

  /** An event is, or is not, the creation of a pod. */
  public void countPod(PodCreation.State state) {
    pods[state.ordinal()]++;
  }

  /** A policy would have refused a pod; counted once for each pod. */
  public void countRefused(int policy) {
    refusedByPolicy[policy]++;
  }

  /** A policy does not apply to a pod. */
  public void countOutOfScope(int policy) {
    outOfScopeOfPolicy[policy]++;
  }

  /** A pod was stored that got the token of its service account as a secret. */
  public void secretTokenShown() {
    secretTokens = true;
  }

  /**
   * An alert is about an object of a namespace.
   *
   * @param namespace empty if the event does not say
   */
  public void countNamespace(String namespace) {
    namespaces.add(shortened(namespace), 1);
  }

  /** An alert is about a pod of a workload. */
  public void countWorkload(String namespace, String name) {
    workloads.add(new Workload(shortened(namespace), shortened(name)), 1);
  }

  /** Adds what another tally of the same rules and policies counted. */
  public void add(RunTally other) {
    add(events, other.events);
    add(alerts, other.alerts);
    findings += other.findings;
    podRequests |= other.podRequests;
    endedPodRequests |= other.endedPodRequests;
    add(pods, other.pods);
    add(refusedByPolicy, other.refusedByPolicy);
    add(outOfScopeOfPolicy, other.outOfScopeOfPolicy);
    secretTokens |= other.secretTokens;
    namespaces.addAll(other.namespaces);
    workloads.addAll(other.workloads);
  }

  /** How many events were evaluated, of all sources. */
  public long events() {
    return Arrays.stream(events).sum();
  }

  /** How many events of a source were evaluated; 0 for one that is not known. */
  public long events(String source) {
    int place = sources.indexOf(source);
    return place < 0 ? 0 : events[place];
  }

  /** Alerts of rules, and of policies about something that was let in. */
  public long findings() {
    return findings;
  }

  PodRequests podRequests() {
    if (!podRequests) {
      return PodRequests.NONE;
    }
    return endedPodRequests ? PodRequests.ENDED : PodRequests.EARLY;
  }

  /** How often a rule alerted. */
  public long alerts(int rule) {
    return alerts[rule];
  }

  long pods(PodCreation.State state) {
    return pods[state.ordinal()];
  }

  long refusedBy(int policy) {
    return refusedByPolicy[policy];
  }

  long outOfScopeOf(int policy) {
    return outOfScopeOfPolicy[policy];
  }

  boolean showsSecretTokens() {
    return secretTokens;
  }

  Map<String, Long> namespaces() {
    return namespaces.toMap();
  }

  Map<Workload, Long> workloads() {
    return workloads.toMap();
  }

  private static void add(long[] sums, long[] terms) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += terms[i];
    }
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.summary;

import io.falcoj.sources.k8saudit.PodCreation;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what the events of a batch, or of a whole run, come to. Counting allocates nothing unless a
 * workload is met for the first time. Not thread-safe: each worker has its own, and one thread adds
 * them up.
 */
public final class RunTally {

  /** Most workloads that are told apart; logs are hostile and memory is bounded. */
  static final int MOST_WORKLOADS = 20_000;

  private static final int LONGEST_NAME = 320;

  private final long[] alerts;
  private final long[] pods = new long[PodCreation.State.values().length];
  private final long[] refusedByPolicy;
  private final long[] outOfScopeOfPolicy;
  private final Map<Workload, long[]> workloads = new HashMap<>();

  /**
   * @param rules how many rules there are, of all sources
   * @param policies how many policies there are
   */
  public RunTally(int rules, int policies) {
    alerts = new long[rules];
    refusedByPolicy = new long[policies];
    outOfScopeOfPolicy = new long[policies];
  }

  /** A rule alerted. */
  public void countAlert(int rule) {
    alerts[rule]++;
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

  /** An alert is about a workload. */
  public void countWorkload(String namespace, String name) {
    count(new Workload(shortened(namespace), shortened(name)), 1);
  }

  /** Adds what another tally of the same rules and policies counted. */
  public void add(RunTally other) {
    add(alerts, other.alerts);
    add(pods, other.pods);
    add(refusedByPolicy, other.refusedByPolicy);
    add(outOfScopeOfPolicy, other.outOfScopeOfPolicy);
    other.workloads.forEach((workload, count) -> count(workload, count[0]));
  }

  long alerts(int rule) {
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

  Map<Workload, long[]> workloads() {
    return workloads;
  }

  private void count(Workload workload, long count) {
    long[] known = workloads.get(workload);
    if (known == null) {
      Workload key = workloads.size() < MOST_WORKLOADS ? workload : Workload.OTHERS;
      known = workloads.computeIfAbsent(key, unseen -> new long[1]);
    }
    known[0] += count;
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

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

/**
 * Whether an event creates a pod, and whether a policy can judge it. Read from the event without
 * allocation; the texts are made only when asked for.
 */
public final class PodCreation {

  /** What an event means to a policy on pods. */
  public enum State {
    /** Not the outcome of a request that creates a pod. */
    NOT_A_CREATION,
    /** The API server refused it: code 400 or above. */
    REFUSED,
    /** It would have been created: {@code dryRun=All}. */
    DRY_RUN,
    /** The object is not in the log, or was truncated: nothing can be said about it. */
    NOT_EVALUABLE,
    /** The object is there to be judged. */
    EVALUATED
  }

  /** What {@code event} is. */
  public State state(AuditEvent event) {
    throw new UnsupportedOperationException();
  }

  /** Namespace of the pod; empty if the event does not say. */
  public String namespace(AuditEvent event) {
    throw new UnsupportedOperationException();
  }

  /**
   * What the pod belongs to, as {@code Kind/name}: its controlling owner; a ReplicaSet whose name
   * ends in the pod's {@code pod-template-hash} stands for its Deployment; {@code Pod/name} (or
   * {@code Pod/generateName*}) if nothing controls it.
   */
  public String workload(AuditEvent event) {
    throw new UnsupportedOperationException();
  }
}

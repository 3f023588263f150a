// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** The kinds of Kubernetes objects that hold a pod. Looking allocates nothing. */
public enum WorkloadKind {
  POD("Pod", "pods"),
  DEPLOYMENT("Deployment", "deployments", "spec", "template"),
  REPLICA_SET("ReplicaSet", "replicasets", "spec", "template"),
  DAEMON_SET("DaemonSet", "daemonsets", "spec", "template"),
  STATEFUL_SET("StatefulSet", "statefulsets", "spec", "template"),
  JOB("Job", "jobs", "spec", "template"),
  CRON_JOB("CronJob", "cronjobs", "spec", "jobTemplate", "spec", "template"),
  REPLICATION_CONTROLLER("ReplicationController", "replicationcontrollers", "spec", "template"),
  /** Nothing makes pods of it by itself. */
  POD_TEMPLATE("PodTemplate", "podtemplates", "template");

  private static final JsonPointer KIND = JsonPointer.ofMembers("kind");
  private static final WorkloadKind[] ALL = values();

  private final byte[] kind;
  private final byte[] resource;
  private final JsonPointer pod;

  WorkloadKind(String kind, String resource, String... pod) {
    this.kind = Utf8.bytes(kind);
    this.resource = Utf8.bytes(resource);
    this.pod = JsonPointer.ofMembers(pod);
  }

  /** Whether requests about a resource are about pods, or about what makes pods. */
  static boolean leadsToPods(JsonDocument json, int resource) {
    for (WorkloadKind each : ALL) {
      if (each != POD_TEMPLATE && json.stringEquals(resource, each.resource)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The pod that an object holds, by its kind: itself, or its template, which has {@code metadata}
   * and {@code spec} like a pod.
   *
   * @return {@link JsonDocument#NONE} if it holds none, or is of another kind
   */
  public static int findPod(JsonDocument json, int object) {
    int kind = json.find(object, KIND);
    for (WorkloadKind each : ALL) {
      if (json.stringEquals(kind, each.kind)) {
        return json.find(object, each.pod);
      }
    }
    return JsonDocument.NONE;
  }
}

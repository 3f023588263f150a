// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.k8s;

import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldDefinition.Flag.SUGGESTED;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.container.ContainerReader;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.sources.syscall.state.ContainerInfo;
import java.util.Arrays;

/** Class {@code k8s}: fields {@code k8s.*}. */
public final class K8sFields {

  private static final int SHOWN_ID_LENGTH = 12;

  private K8sFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable("k8s", "Kubernetes", "The pod that the container belongs to.", SYSCALL);
    fields
        .add("k8s.pod.name", CHARBUF, "Name of the pod. Absent outside of pods.")
        .flags(SUGGESTED)
        .reads(ContainerReader.text(pod("name")));
    fields
        .add("k8s.ns.name", CHARBUF, "Namespace of the pod. Absent outside of pods.")
        .flags(SUGGESTED)
        .reads(ContainerReader.text(pod("namespace")));
    fields
        .add("k8s.pod.id", CHARBUF, "The same as k8s.pod.uid; kept for old rules.")
        .reads(ContainerReader.text(pod("uid")));
    fields
        .add(
            "k8s.pod.uid",
            CHARBUF,
            "Unique id that Kubernetes gave the pod. Absent outside of pods.")
        .reads(ContainerReader.text(pod("uid")));
    fields
        .add(
            "k8s.pod.sandbox_id",
            CHARBUF,
            "First twelve characters of the id of the sandbox of the pod. Absent outside of pods.")
        .reads(ContainerReader.text(K8sFields::shortSandboxId));
    fields
        .add(
            "k8s.pod.full_sandbox_id",
            CHARBUF,
            "Whole id of the sandbox of the pod. Absent outside of pods.")
        .reads(ContainerReader.text(ContainerInfo::sandboxId));
    fields
        .add(
            "k8s.pod.label",
            CHARBUF,
            "Value of the label of the pod that the argument names. Absent if the pod has no such"
                + " label.")
        .argument(REQUIRED_KEY)
        .bound(ContainerReader.label(ContainerInfo::sandboxLabels));
    fields
        .add(
            "k8s.pod.labels",
            CHARBUF,
            "All labels of the pod as name:value, with commas between them. Absent outside of"
                + " pods.")
        .reads(ContainerReader.labels(ContainerInfo::sandboxLabels));
    fields
        .add("k8s.pod.ip", CHARBUF, "Address of the pod. Absent outside of pods.")
        .reads(ContainerReader.text(ContainerInfo::ip));
    fields
        .add(
            "k8s.pod.cni.json",
            CHARBUF,
            "Result of the network plug-in for the pod as JSON text. Absent if the runtime does not"
                + " tell.")
        .reads(ContainerReader.text(ContainerInfo::cniResult));
    fields
        .add(
            "k8s.rc.name",
            CHARBUF,
            "Name of the replication controller of the pod. Always absent: it takes the API"
                + " server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.rc.id",
            CHARBUF,
            "Id of the replication controller of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.rc.label",
            CHARBUF,
            "Value of one label of the replication controller of the pod. Always absent: it takes"
                + " the API server.")
        .argument(REQUIRED_KEY)
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.rc.labels",
            CHARBUF,
            "All labels of the replication controller of the pod. Always absent: it takes the API"
                + " server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.svc.name",
            CHARBUF,
            "Name of the service of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.svc.id",
            CHARBUF,
            "Id of the service of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.svc.label",
            CHARBUF,
            "Value of one label of the service of the pod. Always absent: it takes the API server.")
        .argument(REQUIRED_KEY)
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.svc.labels",
            CHARBUF,
            "All labels of the service of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.ns.id",
            CHARBUF,
            "Id of the namespace of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.ns.label",
            CHARBUF,
            "Value of one label of the namespace of the pod. Always absent: it takes the API"
                + " server.")
        .argument(REQUIRED_KEY)
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.ns.labels",
            CHARBUF,
            "All labels of the namespace of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.rs.name",
            CHARBUF,
            "Name of the replica set of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.rs.id",
            CHARBUF,
            "Id of the replica set of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.rs.label",
            CHARBUF,
            "Value of one label of the replica set of the pod. Always absent: it takes the API"
                + " server.")
        .argument(REQUIRED_KEY)
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.rs.labels",
            CHARBUF,
            "All labels of the replica set of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.deployment.name",
            CHARBUF,
            "Name of the deployment of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.deployment.id",
            CHARBUF,
            "Id of the deployment of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.deployment.label",
            CHARBUF,
            "Value of one label of the deployment of the pod. Always absent: it takes the API"
                + " server.")
        .argument(REQUIRED_KEY)
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "k8s.deployment.labels",
            CHARBUF,
            "All labels of the deployment of the pod. Always absent: it takes the API server.")
        .reads(ContainerReader.NOTHING);
    return fields.toFieldClass();
  }

  /** A label that the kubelet gives every container of a pod. */
  private static ContainerReader.Text pod(String property) {
    String label = "io.kubernetes.pod." + property;
    return container -> container.labels().get(label);
  }

  private static byte[] shortSandboxId(ContainerInfo container) {
    byte[] id = container.sandboxId();
    return id.length <= SHOWN_ID_LENGTH ? id : Arrays.copyOf(id, SHOWN_ID_LENGTH);
  }
}

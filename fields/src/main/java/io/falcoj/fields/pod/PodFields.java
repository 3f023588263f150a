// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import static io.falcoj.engine.FieldDefinition.Flag.JSON;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.K8S_AUDIT;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** Class {@code pod}: fields {@code pod.*}, which Falco does not have. */
public final class PodFields {

  private PodFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "pod",
            "Pods as policies judge them",
            "What several properties of the pod in a request mean together. falcoj's own: Falco"
                + " does not have these fields.",
            K8S_AUDIT);
    fields.flagEvery(JSON);
    fields
        .add(
            "pod.containers.may_run_as_root",
            CHARBUF,
            "Whether the pod lets each of its containers run as root, init and ephemeral"
                + " containers included: true if runAsNonRoot is false, or runAsUser is 0, or"
                + " neither is set, each taken from the pod where the container does not set it.")
        .list()
        .reads(new MayRunAsRoot());
    fields
        .add(
            "pod.hostpaths.writable",
            CHARBUF,
            "Paths of the host that a container of any kind mounts without readOnly. Absent if"
                + " there is none.")
        .list()
        .reads(new WritableHostPaths());
    fields
        .add(
            "pod.volumes.type",
            CHARBUF,
            "Type of each volume, as ka.req.pod.volumes.volume_type tells it; but"
                + " serviceAccountToken for a projected volume that holds only what Kubernetes"
                + " projects for a service account itself.")
        .list()
        .reads(new VolumeType());
    return fields.toFieldClass();
  }
}

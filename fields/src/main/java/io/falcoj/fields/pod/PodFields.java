// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import static io.falcoj.engine.FieldDefinition.Flag.JSON;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.K8S_AUDIT;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.ImageName;
import io.falcoj.converter.pod.PathComponents;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.fields.ka.Leaf;
import io.falcoj.fields.ka.ValuePath;
import io.falcoj.fields.table.FieldTable;

/** Class {@code pod}: fields {@code pod.*}, which Falco does not have. */
public final class PodFields {

  /** The field whose values hang on what the rest of the log shows. */
  public static final String TOKEN_TYPE = "pod.token_volume.type";

  private static final String SILENT = "; absent for one that does not say.";

  private final FieldTable fields =
      new FieldTable(
          "pod",
          "Pods as policies judge them",
          "The pod that a request creates: the one that was sent; for server-side apply, which"
              + " sends a bare patch, the one that was stored. falcoj's own: Falco does not have"
              + " these fields.",
          K8S_AUDIT);

  private PodFields() {
    fields.flagEvery(JSON);
  }

  /** The class. */
  public static FieldClass fieldClass() {
    PodFields table = new PodFields();
    table.addPod();
    table.addVolumes();
    table.list(
        "pod.containers.may_run_as_root",
        new MayRunAsRoot(),
        "Whether the pod lets each of its containers run as root, init and ephemeral"
            + " containers included: true if runAsNonRoot is false, or runAsUser is 0, or"
            + " neither is set, each taken from the pod where the container does not set it.");
    table.addContainers(ContainerKind.CONTAINERS, "container");
    table.addContainers(ContainerKind.INIT_CONTAINERS, "init container");
    table.addContainers(ContainerKind.EPHEMERAL_CONTAINERS, "ephemeral container");
    return table.fields.toFieldClass();
  }

  private void addPod() {
    one(
        "pod.owner",
        "/metadata/ownerReferences/0/name",
        "Name of the first owner of the pod. Absent if it has none.");
    one(
        "pod.host_ipc",
        "/spec/hostIPC",
        "Whether the pod shares the IPC namespace of its host. Absent if it does not say.");
    one(
        "pod.host_network",
        "/spec/hostNetwork",
        "Whether the pod shares the network of its host. Absent if it does not say.");
    one(
        "pod.host_pid",
        "/spec/hostPID",
        "Whether the pod shares the processes of its host. Absent if it does not say.");
    one(
        "pod.runtime_class",
        "/spec/runtimeClassName",
        "Runtime class of the pod. Absent if it names none.");
    one(
        "pod.run_as_user",
        "/spec/securityContext/runAsUser",
        "User that the pod sets for all its containers. Absent if it sets none.");
    one(
        "pod.run_as_group",
        "/spec/securityContext/runAsGroup",
        "Group that the pod sets for all its containers. Absent if it sets none.");
    one(
        "pod.fs_group",
        "/spec/securityContext/fsGroup",
        "Group that owns the volumes of the pod. Absent if it sets none.");
    list(
        "pod.supplemental_groups",
        value("/spec/securityContext/supplementalGroups/*", Leaf.TEXT),
        "Further groups of all containers of the pod.");
  }

  private void addVolumes() {
    list(
        "pod.volumes.type",
        new VolumeTypes(),
        "Type of each volume, as ka.req.pod.volumes.volume_type tells it; but"
            + " serviceAccountToken for a projected volume that holds only what Kubernetes"
            + " projects for a service account itself.");
    list(
        "pod.volumes.flexvolume_driver",
        value("/spec/volumes/*/flexVolume/driver", Leaf.TEXT),
        "Driver of each flex volume; absent for other volumes.");
    list(
        "pod.volumes.hostpath",
        value("/spec/volumes/*/hostPath/path", Leaf.TEXT),
        "Path of the host that each volume mounts; absent for other volumes.");
    list(
        "pod.volumes.hostpath.components",
        value("/spec/volumes/*/hostPath/path", PathComponents::add),
        "The same for pmatch to compare as Kubernetes does, which takes no two spellings for one"
            + " path: without one slash at the end; an empty component is %, and the characters"
            + " * ? [ \\ % are in hexadecimal. /var//log is %/var/%/log.");
    list(
        "pod.hostpaths.writable",
        new WritableHostPaths(Leaf.TEXT),
        "Paths of the host that a container of any kind mounts without readOnly. Absent if"
            + " there is none.");
    list(
        "pod.hostpaths.writable.components",
        new WritableHostPaths(PathComponents::add),
        "The same, spelled as in pod.volumes.hostpath.components.");
    fields
        .add(
            "pod.token_volume.added",
            CHARBUF,
            "Whether admission adds a volume with the token of its service account to the pod"
                + " that was sent: false if automountServiceAccountToken is, if all containers"
                + " mount something of their own in its place, for a mirror pod, for a stored pod,"
                + " and if the log shows that none was added.")
        .reads(new AddsTokenVolume());
    fields
        .add(
            TOKEN_TYPE,
            CHARBUF,
            "Type of the volume that admission so adds: secret if the log shows that its tokens"
                + " are secrets, as up to Kubernetes 1.20, else projected. Absent if none is"
                + " added.")
        .reads(new TokenVolumeType());
  }

  private void addContainers(ContainerKind kind, String noun) {
    String name = kind.field("");
    String path = "/spec/" + kind.key() + "/*";
    String context = path + "/securityContext/";
    fields
        .add(
            name + "count",
            CHARBUF,
            "How many " + noun + "s the pod has. Absent if none.")
        .reads(new ContainerCount(kind));
    list(name + "image", value(path + "/image", Leaf.TEXT), "Image of each " + noun + ".");
    list(
        name + "image.repository",
        value(path + "/image", ImageName::addRepository),
        "Image of each " + noun + " without tag and digest; registry and port stay.");
    list(
        name + "privileged",
        value(context + "privileged", Leaf.TEXT),
        "Whether each " + noun + " is privileged" + SILENT);
    list(
        name + "allow_privilege_escalation",
        value(context + "allowPrivilegeEscalation", Leaf.TEXT),
        "Whether each " + noun + " may gain privileges" + SILENT);
    list(
        name + "read_only_fs",
        value(context + "readOnlyRootFilesystem", Leaf.TEXT),
        "Whether the root file system of each " + noun + " is read-only" + SILENT);
    list(
        name + "run_as_user",
        value(context + "runAsUser", Leaf.TEXT),
        "User that each " + noun + " sets for itself" + SILENT);
    list(
        name + "run_as_group",
        value(context + "runAsGroup", Leaf.TEXT),
        "Group that each " + noun + " sets for itself" + SILENT);
    list(
        name + "proc_mount",
        value(context + "procMount", Leaf.TEXT),
        "How /proc is mounted in each " + noun + ": Default, Unmasked" + SILENT);
    list(
        name + "add_capabilities",
        value(context + "capabilities/add/*", Leaf.TEXT),
        "All capabilities that " + noun + "s add; absent for one that adds none.");
    list(
        name + "host_port",
        value(path + "/ports/*", HostPorts::add),
        "All ports of the host that "
            + noun
            + "s take, those that they have on the network of the host included; absent for a port"
            + " that takes none, and for one without ports.");
  }

  private void one(String name, String path, String description) {
    fields.add(name, CHARBUF, description).reads(value(path, Leaf.TEXT));
  }

  private void list(String name, FieldExtractor extractor, String description) {
    fields.add(name, CHARBUF, description).list().reads(extractor);
  }

  private static FieldExtractor value(String path, Leaf leaf) {
    return new PodValue(ValuePath.parse(path), leaf);
  }
}

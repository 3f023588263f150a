// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;

import io.falcoj.converter.pod.ImageName;
import io.falcoj.converter.pod.SecurityContext;
import io.falcoj.converter.pod.VolumeType;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.Values;
import io.falcoj.sources.audit.event.AuditEvent;

/**
 * The fields of pods that were sent: of the pod, its volumes, and its three lists of containers.
 */
final class KaPodFields {

  private static final String SPEC = "/requestObject/spec/";
  private static final ValuePath PRIVILEGED =
      ValuePath.parse(SPEC + "containers/*/securityContext/privileged");

  private KaPodFields() {}

  static void addTo(KaTable table) {
    addPod(table);
    addVolumes(table);
    addContainers(table, "containers", "container");
    addContainers(table, "initContainers", "init container");
    addContainers(table, "ephemeralContainers", "ephemeral container");
    addHostPorts(table, "containers", "containers");
    addHostPorts(table, "initContainers", "init containers");
    addFirstContainer(table);
  }

  private static void addPod(KaTable table) {
    table.one(
        "ka.req.pod.host_ipc",
        SPEC + "hostIPC",
        "Whether the pod shares the IPC namespace of its host. Absent if it does not say.");
    table.one(
        "ka.req.pod.host_network",
        SPEC + "hostNetwork",
        "Whether the pod shares the network of its host. Absent if it does not say.");
    table.one(
        "ka.req.pod.host_pid",
        SPEC + "hostPID",
        "Whether the pod shares the processes of its host. Absent if it does not say.");
    table.one(
        "ka.req.pod.run_as_user",
        SPEC + "securityContext/runAsUser",
        "User that the pod sets for all its containers. Absent if it sets none.");
    table.one(
        "ka.req.pod.run_as_group",
        SPEC + "securityContext/runAsGroup",
        "Group that the pod sets for all its containers. Absent if it sets none.");
    table.one(
        "ka.req.pod.fs_group",
        SPEC + "securityContext/fsGroup",
        "Group that owns the volumes of the pod. Absent if it sets none.");
    table.list(
        "ka.req.pod.supplemental_groups",
        SPEC + "securityContext/supplementalGroups/*",
        "Further groups of all containers of the pod.");
  }

  private static void addVolumes(KaTable table) {
    table.each(
        "ka.req.pod.volumes.hostpath",
        SPEC + "volumes/*/hostPath/path",
        "Path of the host that each volume mounts; absent for other volumes.");
    table.each(
        "ka.req.pod.volumes.flexvolume_driver",
        SPEC + "volumes/*/flexVolume/driver",
        "Driver of each flex volume; absent for other volumes.");
    table.each(
        "ka.req.pod.volumes.volume_type",
        SPEC + "volumes/*",
        VolumeType::add,
        "Type of each volume: hostPath, configMap, emptyDir.");
    table
        .add(
            "ka.req.volume.hostpath",
            "true if a volume mounts this path of the host, or with an asterisk behind it a path"
                + " that begins so; else false. Absent for a pod without volumes. For old rules.")
        .argument(REQUIRED_KEY)
        .bound(
            (definition, argument) ->
                FieldBinder.of(new HostPathSearch(argument.requiredText()))
                    .bind(definition, argument));
  }

  private static void addContainers(KaTable table, String list, String noun) {
    String name = "ka.req.pod." + list + ".";
    String path = SPEC + list + "/*";
    String context = path + "/securityContext";
    String silent = "; absent for one that does not say.";
    table.each(name + "name", path + "/name", "Name of each " + noun + ".");
    table.each(name + "image", path + "/image", "Image of each " + noun + ".");
    table.each(
        name + "image.repository",
        path + "/image",
        ImageName::addRepository,
        "Image of each " + noun + " without tag and digest; registry and port stay.");
    table.each(
        name + "command",
        path + "/command",
        ContainerProperties::addJoinedWords,
        "Command of each " + noun + ", its words with blanks between them" + silent);
    table.each(
        name + "args",
        path + "/args",
        ContainerProperties::addJoinedWords,
        "Arguments of each " + noun + ", with blanks between them" + silent);
    table.each(
        name + "privileged",
        context + "/privileged",
        "Whether each " + noun + " is privileged" + silent);
    table.each(
        name + "allow_privilege_escalation",
        context + "/allowPrivilegeEscalation",
        "Whether each " + noun + " may gain privileges" + silent);
    table.each(
        name + "read_only_fs",
        context + "/readOnlyRootFilesystem",
        "Whether the root file system of each " + noun + " is read-only" + silent);
    table.each(
        name + "run_as_user",
        context + "/runAsUser",
        "User that each " + noun + " sets for itself" + silent);
    table.each(
        name + "eff_run_as_user",
        path,
        ContainerProperties.effectiveId(SecurityContext.RUN_AS_USER),
        "User of each " + noun + ": its own, else the pod's, else 0.");
    table.each(
        name + "run_as_group",
        context + "/runAsGroup",
        "Group that each " + noun + " sets for itself" + silent);
    table.each(
        name + "eff_run_as_group",
        path,
        ContainerProperties.effectiveId(SecurityContext.RUN_AS_GROUP),
        "Group of each " + noun + ": its own, else the pod's, else 0.");
    table.each(
        name + "proc_mount",
        context + "/procMount",
        "How /proc is mounted in each " + noun + ": Default, Unmasked" + silent);
    table.each(
        name + "add_capabilities",
        context + "/capabilities/add/*",
        "All capabilities that " + noun + "s add; absent for one that adds none.");
  }

  private static void addHostPorts(KaTable table, String list, String noun) {
    table.each(
        "ka.req.pod." + list + ".host_port",
        SPEC + list + "/*/ports/*/hostPort",
        ContainerProperties::addHostPort,
        "All ports of the host that "
            + noun
            + " take; absent for a port that takes none, and for a container without ports.");
  }

  private static void addFirstContainer(KaTable table) {
    ValuePath images = ValuePath.parse(SPEC + "containers/*/image");
    table
        .add(
            "ka.req.container.image",
            "Image of the first container. For old rules: see ka.req.pod.containers.image.")
        .reads(new PathBinder(images, Leaf.TEXT).single(0));
    table
        .add(
            "ka.req.container.image.repository",
            "Image of the first container without tag and digest. For old rules: see"
                + " ka.req.pod.containers.image.repository.")
        .reads(new PathBinder(images, ImageName::addRepository).single(0));
    table.one(
        "ka.req.container.host_network",
        SPEC + "hostNetwork",
        "The same as ka.req.pod.host_network. For old rules.");
    table
        .add(
            "ka.req.container.privileged",
            "true if some container is privileged, else false. Init and ephemeral containers do"
                + " not count. For old rules: see ka.req.pod.containers.privileged.")
        .reads(KaPodFields::readAnyPrivileged);
  }

  private static void readAnyPrivileged(Event event, Values values) {
    PRIVILEGED.read(((AuditEvent) event).json(), ValuePath.ALL, Leaf.TEXT, values);
    if (values.isPresent()) {
      boolean any = false;
      for (int i = 0; i < values.size() && !any; i++) {
        any = values.isPresent(i) && values.textEquals(i, BooleanText.TRUE);
      }
      values.clear();
      values.addText(BooleanText.of(any));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.container;

import static io.falcoj.engine.ArgumentRule.REQUIRED_INDEX_OR_KEY;
import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldDefinition.Flag.SUGGESTED;
import static io.falcoj.engine.FieldType.ABSTIME;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.RELTIME;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.fields.thread.ThreadReader;
import io.falcoj.sources.syscall.state.ContainerInfo;

/**
 * Class {@code container}: fields {@code container.*}, and those that tell the probes of a
 * container.
 */
public final class ContainerFields {

  private ContainerFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "container", "Containers", "The container that the process runs in.", SYSCALL);
    fields
        .add(
            "container.id",
            CHARBUF,
            "First twelve characters of the id of the container; host outside of containers.")
        .flags(SUGGESTED)
        .reads(ContainerReader::addId);
    fields
        .add("container.full_id", CHARBUF, "Whole id of the container; host outside of containers.")
        .reads(ContainerReader.text(ContainerInfo::fullId));
    fields
        .add("container.name", CHARBUF, "Name of the container; host outside of containers.")
        .flags(SUGGESTED)
        .reads(ContainerReader.text(ContainerInfo::name));
    fields
        .add(
            "container.image",
            CHARBUF,
            "Name of the image with its tag or digest. Absent outside of containers.")
        .reads(ContainerReader.text(ContainerInfo::image));
    fields
        .add("container.image.id", CHARBUF, "Id of the image. Absent outside of containers.")
        .reads(ContainerReader.text(ContainerInfo::imageId));
    fields
        .add(
            "container.type",
            CHARBUF,
            "Runtime of the container: docker, containerd, cri-o, podman; host outside of"
                + " containers.")
        .reads(ContainerReader.printed(ContainerInfo::typeName));
    fields
        .add(
            "container.privileged",
            BOOL,
            "True if the container is privileged. Absent outside of containers.")
        .reads(ContainerReader.condition(ContainerInfo::privileged));
    fields
        .add(
            "container.mounts",
            CHARBUF,
            "All mounts as source:target:mode:writable:propagation, with commas between them."
                + " Absent outside of containers.")
        .reads(ContainerReader.printed(ContainerReader::mounts));
    fields
        .add(
            "container.mount",
            CHARBUF,
            "One mount as source:target:mode:writable:propagation, by index from 0 or by source"
                + " path, where * matches any characters. Absent if there is no such mount.")
        .argument(REQUIRED_INDEX_OR_KEY)
        .bound(ContainerReader.mount(ContainerInfo.Mount::text));
    fields
        .add(
            "container.mount.source",
            CHARBUF,
            "Source of a mount, by index from 0 or by target path. Absent if there is no such"
                + " mount.")
        .argument(REQUIRED_INDEX_OR_KEY)
        .bound(ContainerReader.mountTo(ContainerInfo.Mount::source));
    fields
        .add(
            "container.mount.dest",
            CHARBUF,
            "Target of a mount, by index from 0 or by source path. Absent if there is no such"
                + " mount.")
        .argument(REQUIRED_INDEX_OR_KEY)
        .bound(ContainerReader.mount(ContainerInfo.Mount::destination));
    fields
        .add(
            "container.mount.mode",
            CHARBUF,
            "Mode of a mount, by index from 0 or by source path. Absent if there is no such mount.")
        .argument(REQUIRED_INDEX_OR_KEY)
        .bound(ContainerReader.mount(ContainerInfo.Mount::mode));
    fields
        .add(
            "container.mount.rdwr",
            CHARBUF,
            "Whether a mount is writable, true or false, by index from 0 or by source path. Absent"
                + " if there is no such mount.")
        .argument(REQUIRED_INDEX_OR_KEY)
        .bound(ContainerReader.mount(mount -> String.valueOf(mount.writable())));
    fields
        .add(
            "container.mount.propagation",
            CHARBUF,
            "Propagation of a mount, by index from 0 or by source path. Absent if there is no such"
                + " mount.")
        .argument(REQUIRED_INDEX_OR_KEY)
        .bound(ContainerReader.mount(ContainerInfo.Mount::propagation));
    fields
        .add(
            "container.image.repository",
            CHARBUF,
            "Name of the image without tag and digest, its registry included. Absent outside of"
                + " containers.")
        .flags(SUGGESTED)
        .reads(ContainerReader.text(ContainerInfo::imageRepository));
    fields
        .add("container.image.tag", CHARBUF, "Tag of the image. Absent outside of containers.")
        .flags(SUGGESTED)
        .reads(ContainerReader.text(ContainerInfo::imageTag));
    fields
        .add(
            "container.image.digest",
            CHARBUF,
            "Digest of the image: sha256 and so on. Absent outside of containers.")
        .reads(ContainerReader.text(ContainerInfo::imageDigest));
    fields
        .add(
            "container.healthcheck",
            CHARBUF,
            "Command of the health check; NONE if there is none. Absent outside of containers.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "container.liveness_probe",
            CHARBUF,
            "Command of the liveness probe; NONE if there is none. Absent outside of containers.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "container.readiness_probe",
            CHARBUF,
            "Command of the readiness probe; NONE if there is none. Absent outside of containers.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "container.start_ts",
            ABSTIME,
            "When the container started, in nanoseconds since the epoch. Absent outside of"
                + " containers.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.pidNamespaceStartNanos()));
    fields
        .add(
            "container.duration",
            RELTIME,
            "Nanoseconds since the container started. Absent outside of containers.")
        .reads(ThreadReader.reads(ContainerReader::addAge));
    fields
        .add(
            "container.ip",
            CHARBUF,
            "Address of the container in its own network. Absent outside of containers.")
        .reads(ContainerReader.text(ContainerInfo::ip));
    fields
        .add(
            "container.cni.json",
            CHARBUF,
            "Result of the network plug-in as JSON text. Absent if the runtime does not tell.")
        .reads(ContainerReader.text(ContainerInfo::cniResult));
    fields
        .add(
            "container.host_pid",
            BOOL,
            "True if the container shares the processes of the host. Absent outside of containers.")
        .reads(ContainerReader.condition(ContainerInfo::hostPid));
    fields
        .add(
            "container.host_network",
            BOOL,
            "True if the container shares the network of the host. Absent outside of containers.")
        .reads(ContainerReader.condition(ContainerInfo::hostNetwork));
    fields
        .add(
            "container.host_ipc",
            BOOL,
            "True if the container shares the IPC namespace of the host. Absent outside of"
                + " containers.")
        .reads(ContainerReader.condition(ContainerInfo::hostIpc));
    fields
        .add(
            "container.label",
            CHARBUF,
            "Value of the label that the argument names. Absent if the container has no such"
                + " label.")
        .argument(REQUIRED_KEY)
        .bound(ContainerReader.label(ContainerInfo::labels));
    fields
        .add(
            "container.labels",
            CHARBUF,
            "All labels of the container as name:value, with commas between them. Absent outside of"
                + " containers.")
        .reads(ContainerReader.labels(ContainerInfo::labels));
    fields
        .add(
            "proc.is_container_healthcheck",
            BOOL,
            "True if the process is part of the health check of its container.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "proc.is_container_liveness_probe",
            BOOL,
            "True if the process is part of the liveness probe of its container.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "proc.is_container_readiness_probe",
            BOOL,
            "True if the process is part of the readiness probe of its container.")
        .reads(ContainerReader.NOTHING);
    fields
        .add(
            "container.info",
            CHARBUF,
            "Name and id of the container in one text, for the outputs of older rules.")
        .deprecated("container.id and container.name")
        .reads(ContainerReader::addInfo);
    return fields.toFieldClass();
  }
}

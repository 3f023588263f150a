// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/**
 * A property of a pod, of its volumes or of its containers that policies judge: how rules name it,
 * and how it is read. Reading allocates nothing.
 */
public enum PodProperty {
  HOST_PID(Holder.POD, "host_pid", "hostPID"),
  HOST_IPC(Holder.POD, "host_ipc", "hostIPC"),
  HOST_NETWORK(Holder.POD, "host_network", "hostNetwork"),
  RUNTIME_CLASS(Holder.POD, "runtime_class", "runtimeClassName"),
  FS_GROUP(Holder.POD, "fs_group", SecurityContext.FS_GROUP),
  SUPPLEMENTAL_GROUPS(Holder.POD, "supplemental_groups", SecurityContext.SUPPLEMENTAL_GROUPS, true),

  VOLUME_TYPE(Holder.VOLUME, "type") {
    @Override
    public void read(PodView pod, int holder, Values values) {
      VolumeType.addJudged(pod.json(), holder, values);
    }
  },
  FLEX_VOLUME_DRIVER(Holder.VOLUME, "flexvolume_driver", "flexVolume", "driver"),
  HOST_PATH(Holder.VOLUME, "hostpath", "hostPath", "path"),

  PRIVILEGED(Holder.CONTAINER, "privileged", SecurityContext.PRIVILEGED),
  ALLOW_PRIVILEGE_ESCALATION(
      Holder.CONTAINER, "allow_privilege_escalation", SecurityContext.ALLOW_PRIVILEGE_ESCALATION),
  READ_ONLY_ROOT_FILESYSTEM(
      Holder.CONTAINER, "read_only_fs", SecurityContext.READ_ONLY_ROOT_FILESYSTEM),
  RUN_AS_USER(Holder.CONTAINER, "run_as_user", SecurityContext.RUN_AS_USER),
  RUN_AS_GROUP(Holder.CONTAINER, "run_as_group", SecurityContext.RUN_AS_GROUP),
  PROC_MOUNT(Holder.CONTAINER, "proc_mount", SecurityContext.PROC_MOUNT),
  ADDED_CAPABILITIES(
      Holder.CONTAINER, "add_capabilities", SecurityContext.ADDED_CAPABILITIES, true),
  HOST_PORT(Holder.CONTAINER, "host_port", "ports") {
    @Override
    public void read(PodView pod, int holder, Values values) {
      JsonDocument json = pod.json();
      int port = HostPort.firstPort(json, holder);
      while (port != JsonDocument.NONE) {
        int taken = HostPort.taken(json, pod.spec(), port, values);
        if (taken != JsonDocument.NONE) {
          json.addText(taken, values);
        }
        port = json.next(port);
      }
    }
  };

  /** What has a property. */
  public enum Holder {
    /** The pod itself. */
    POD,
    /** Each of its volumes. */
    VOLUME,
    /** Each of its containers, of all kinds. */
    CONTAINER
  }

  private final Holder holder;
  private final String field;
  private final JsonPointer pointer;
  private final boolean list;

  PodProperty(Holder holder, String field, String... pointer) {
    this(holder, field, JsonPointer.ofMembers(pointer), false);
  }

  PodProperty(Holder holder, String field, SecurityContext property) {
    this(holder, field, property.pointer(), false);
  }

  PodProperty(Holder holder, String field, SecurityContext property, boolean list) {
    this(holder, field, property.pointer(), list);
  }

  PodProperty(Holder holder, String field, JsonPointer pointer, boolean list) {
    this.holder = holder;
    this.field = field;
    this.pointer = pointer;
    this.list = list;
  }

  /** What has it. */
  public Holder holder() {
    return holder;
  }

  /** The field of rules that tells it, of the pod or of its volumes. */
  public String field() {
    return switch (holder) {
      case POD -> "pod." + field;
      case VOLUME -> "pod.volumes." + field;
      case CONTAINER -> throw new IllegalStateException(this + " has a field for each kind");
    };
  }

  /** The field of rules that tells it of all containers of a kind. */
  public String field(ContainerKind kind) {
    return kind.field(field);
  }

  /** Whether a holder may have several values. */
  public boolean isList() {
    return list;
  }

  /** The way to it from what has it, as people write it: {@code securityContext.privileged}. */
  public String path() {
    return pointer.toString().replaceFirst("^/", "").replace('/', '.');
  }

  /**
   * Adds the values that a holder has; none where it does not say. A null in a list is absent.
   *
   * @param holder the pod's specification, a volume or a container
   */
  public void read(PodView pod, int holder, Values values) {
    JsonDocument json = pod.json();
    int value = json.present(json.find(holder, pointer));
    if (!list) {
      json.addText(value, values);
      return;
    }
    int element = json.firstElement(value);
    while (element != JsonDocument.NONE) {
      if (json.isNull(element)) {
        values.addAbsent();
      } else {
        json.addText(element, values);
      }
      element = json.next(element);
    }
  }
}

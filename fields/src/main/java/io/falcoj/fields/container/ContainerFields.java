// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.container;

import static io.falcoj.engine.ArgumentRule.REQUIRED_INDEX_OR_KEY;
import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldType.ABSTIME;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.RELTIME;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class ContainerFields {

  private ContainerFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("container", "", "", SYSCALL);
    fields.add("container.id", CHARBUF, "");
    fields.add("container.full_id", CHARBUF, "");
    fields.add("container.name", CHARBUF, "");
    fields.add("container.image", CHARBUF, "");
    fields.add("container.image.id", CHARBUF, "");
    fields.add("container.type", CHARBUF, "");
    fields.add("container.privileged", BOOL, "");
    fields.add("container.mounts", CHARBUF, "");
    fields.add("container.mount", CHARBUF, "").argument(REQUIRED_INDEX_OR_KEY);
    fields.add("container.mount.source", CHARBUF, "").argument(REQUIRED_INDEX_OR_KEY);
    fields.add("container.mount.dest", CHARBUF, "").argument(REQUIRED_INDEX_OR_KEY);
    fields.add("container.mount.mode", CHARBUF, "").argument(REQUIRED_INDEX_OR_KEY);
    fields.add("container.mount.rdwr", CHARBUF, "").argument(REQUIRED_INDEX_OR_KEY);
    fields.add("container.mount.propagation", CHARBUF, "").argument(REQUIRED_INDEX_OR_KEY);
    fields.add("container.image.repository", CHARBUF, "");
    fields.add("container.image.tag", CHARBUF, "");
    fields.add("container.image.digest", CHARBUF, "");
    fields.add("container.healthcheck", CHARBUF, "");
    fields.add("container.liveness_probe", CHARBUF, "");
    fields.add("container.readiness_probe", CHARBUF, "");
    fields.add("container.start_ts", ABSTIME, "");
    fields.add("container.duration", RELTIME, "");
    fields.add("container.ip", CHARBUF, "");
    fields.add("container.cni.json", CHARBUF, "");
    fields.add("container.host_pid", BOOL, "");
    fields.add("container.host_network", BOOL, "");
    fields.add("container.host_ipc", BOOL, "");
    fields.add("container.label", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("container.labels", CHARBUF, "");
    fields.add("proc.is_container_healthcheck", BOOL, "");
    fields.add("proc.is_container_liveness_probe", BOOL, "");
    fields.add("proc.is_container_readiness_probe", BOOL, "");
    fields.add("container.info", CHARBUF, "").deprecated("");
    return fields.toFieldClass();
  }
}

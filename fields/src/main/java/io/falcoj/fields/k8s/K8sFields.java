// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.k8s;

import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class K8sFields {

  private K8sFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("k8s", "", "", SYSCALL);
    fields.add("k8s.pod.name", CHARBUF, "");
    fields.add("k8s.ns.name", CHARBUF, "");
    fields.add("k8s.pod.id", CHARBUF, "");
    fields.add("k8s.pod.uid", CHARBUF, "");
    fields.add("k8s.pod.sandbox_id", CHARBUF, "");
    fields.add("k8s.pod.full_sandbox_id", CHARBUF, "");
    fields.add("k8s.pod.label", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("k8s.pod.labels", CHARBUF, "");
    fields.add("k8s.pod.ip", CHARBUF, "");
    fields.add("k8s.pod.cni.json", CHARBUF, "");
    fields.add("k8s.rc.name", CHARBUF, "");
    fields.add("k8s.rc.id", CHARBUF, "");
    fields.add("k8s.rc.label", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("k8s.rc.labels", CHARBUF, "");
    fields.add("k8s.svc.name", CHARBUF, "");
    fields.add("k8s.svc.id", CHARBUF, "");
    fields.add("k8s.svc.label", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("k8s.svc.labels", CHARBUF, "");
    fields.add("k8s.ns.id", CHARBUF, "");
    fields.add("k8s.ns.label", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("k8s.ns.labels", CHARBUF, "");
    fields.add("k8s.rs.name", CHARBUF, "");
    fields.add("k8s.rs.id", CHARBUF, "");
    fields.add("k8s.rs.label", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("k8s.rs.labels", CHARBUF, "");
    fields.add("k8s.deployment.name", CHARBUF, "");
    fields.add("k8s.deployment.id", CHARBUF, "");
    fields.add("k8s.deployment.label", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("k8s.deployment.labels", CHARBUF, "");
    return fields.toFieldClass();
  }
}

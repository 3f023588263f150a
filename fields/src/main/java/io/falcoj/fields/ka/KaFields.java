// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import static io.falcoj.engine.ArgumentRule.OPTIONAL_INDEX;
import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldDefinition.Flag.JSON;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.K8S_AUDIT;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class KaFields {

  private KaFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("k8saudit", "", "", K8S_AUDIT);
    fields.flagEvery(JSON);
    fields.add("ka.auditid", CHARBUF, "");
    fields.add("ka.stage", CHARBUF, "");
    fields.add("ka.auth.decision", CHARBUF, "");
    fields.add("ka.auth.reason", CHARBUF, "");
    fields.add("ka.auth.openshift.decision", CHARBUF, "");
    fields.add("ka.validations.admission.policy.failure", CHARBUF, "");
    fields.add("ka.security.pod.violations", CHARBUF, "");
    fields.add("ka.auth.openshift.username", CHARBUF, "");
    fields.add("ka.user.name", CHARBUF, "");
    fields.add("ka.user.groups", CHARBUF, "").list();
    fields.add("ka.impuser.name", CHARBUF, "");
    fields.add("ka.verb", CHARBUF, "");
    fields.add("ka.uri", CHARBUF, "");
    fields.add("ka.uri.param", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("ka.target.name", CHARBUF, "");
    fields.add("ka.target.namespace", CHARBUF, "");
    fields.add("ka.target.resource", CHARBUF, "");
    fields.add("ka.target.subresource", CHARBUF, "");
    fields.add("ka.target.pod.name", CHARBUF, "");
    fields.add("ka.req.binding.subjects", CHARBUF, "").list();
    fields.add("ka.req.binding.subjects.user_names", CHARBUF, "").list();
    fields.add("ka.req.binding.subjects.serviceaccount_names", CHARBUF, "").list();
    fields.add("ka.req.binding.subjects.serviceaccount_ns_names", CHARBUF, "").list();
    fields.add("ka.req.binding.subjects.group_names", CHARBUF, "").list();
    fields.add("ka.req.binding.role", CHARBUF, "");
    fields.add("ka.req.binding.subject.has_name", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("ka.req.configmap.name", CHARBUF, "");
    fields.add("ka.req.configmap.obj", CHARBUF, "");
    fields.add("ka.req.pod.containers.args", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.containers.command", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.containers.name", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.containers.image", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.container.image", CHARBUF, "");
    fields
        .add("ka.req.pod.containers.image.repository", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.container.image.repository", CHARBUF, "");
    fields.add("ka.req.pod.host_ipc", CHARBUF, "");
    fields.add("ka.req.pod.host_network", CHARBUF, "");
    fields.add("ka.req.container.host_network", CHARBUF, "");
    fields.add("ka.req.pod.host_pid", CHARBUF, "");
    fields.add("ka.req.pod.containers.host_port", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.containers.privileged", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.container.privileged", CHARBUF, "");
    fields
        .add("ka.req.pod.containers.allow_privilege_escalation", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.containers.read_only_fs", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.run_as_user", CHARBUF, "");
    fields.add("ka.req.pod.containers.run_as_user", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.containers.eff_run_as_user", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.run_as_group", CHARBUF, "");
    fields.add("ka.req.pod.containers.run_as_group", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.containers.eff_run_as_group", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.containers.proc_mount", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.role.rules", CHARBUF, "").list();
    fields.add("ka.req.role.rules.apiGroups", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.role.rules.nonResourceURLs", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.role.rules.verbs", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.role.rules.resources", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.fs_group", CHARBUF, "");
    fields.add("ka.req.pod.supplemental_groups", CHARBUF, "").list();
    fields
        .add("ka.req.pod.containers.add_capabilities", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.service.type", CHARBUF, "");
    fields.add("ka.req.service.ports", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.volumes.hostpath", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.volume.hostpath", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("ka.req.pod.volumes.flexvolume_driver", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.volumes.volume_type", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.resp.name", CHARBUF, "");
    fields.add("ka.response.code", CHARBUF, "");
    fields.add("ka.response.reason", CHARBUF, "");
    fields.add("ka.useragent", CHARBUF, "");
    fields.add("ka.sourceips", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.cluster.name", CHARBUF, "");
    fields.add("ka.req.pod.initContainers.args", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.ephemeralContainers.args", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.initContainers.command", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.command", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.initContainers.name", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.ephemeralContainers.name", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.initContainers.image", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.ephemeralContainers.image", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.image.repository", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.image.repository", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.initContainers.host_port", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.initContainers.privileged", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.privileged", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.allow_privilege_escalation", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.allow_privilege_escalation", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.read_only_fs", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.read_only_fs", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.run_as_user", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.run_as_user", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.eff_run_as_user", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.eff_run_as_user", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.run_as_group", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.run_as_group", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.eff_run_as_group", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.eff_run_as_group", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields.add("ka.req.pod.initContainers.proc_mount", CHARBUF, "").list().argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.proc_mount", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.initContainers.add_capabilities", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    fields
        .add("ka.req.pod.ephemeralContainers.add_capabilities", CHARBUF, "")
        .list()
        .argument(OPTIONAL_INDEX);
    return fields.toFieldClass();
  }
}

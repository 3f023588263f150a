// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.fields.container.ContainerFields;
import io.falcoj.fields.evt.EvtFields;
import io.falcoj.fields.evt.SyscallEvtFields;
import io.falcoj.fields.fd.FdFields;
import io.falcoj.fields.fd.FdListFields;
import io.falcoj.fields.fs.FsPathFields;
import io.falcoj.fields.group.GroupFields;
import io.falcoj.fields.json.JsonFields;
import io.falcoj.fields.k8s.K8sFields;
import io.falcoj.fields.ka.KaFields;
import io.falcoj.fields.pod.PodFields;
import io.falcoj.fields.proc.ProcessFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.fields.thread.ThreadFields;
import io.falcoj.fields.user.UserFields;
import java.util.ArrayList;
import java.util.List;

/**
 * All fields that falcoj knows. To add a field, add a line to its class; to add a class, write one
 * like its neighbours and add it here: listings, checks and documentation follow.
 */
public final class StandardFields {

  private StandardFields() {}

  /** All fields by source and name, for the engine. */
  public static FieldRegistry registry(FieldSettings settings) {
    return new FieldRegistry(classes(settings));
  }

  /** All field classes, in the order of {@code --list}. */
  public static List<FieldClass> classes(FieldSettings settings) {
    List<FieldClass> classes = new ArrayList<>(ofEveryEvent(settings));
    classes.addAll(ofSyscalls(settings));
    classes.addAll(ofAuditEvents());
    return classes;
  }

  /** The classes of every event, wherever it comes from. */
  public static List<FieldClass> ofEveryEvent(FieldSettings settings) {
    return List.of(EvtFields.fieldClass(settings));
  }

  /** The classes of system calls alone. */
  public static List<FieldClass> ofSyscalls(FieldSettings settings) {
    return List.of(
        SyscallEvtFields.fieldClass(settings),
        ProcessFields.fieldClass(),
        ThreadFields.fieldClass(),
        UserFields.fieldClass(),
        GroupFields.fieldClass(),
        FdFields.fieldClass(),
        FsPathFields.fieldClass(),
        FdListFields.fieldClass(),
        ContainerFields.fieldClass(),
        K8sFields.fieldClass());
  }

  /** The classes of Kubernetes audit events alone. */
  public static List<FieldClass> ofAuditEvents() {
    return List.of(
        KaFields.fieldClass(), JsonFields.fieldClass(FieldTable.K8S_AUDIT), PodFields.fieldClass());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/**
 * A property that a container may set in its {@code securityContext}, and some of them its pod for
 * all. A JSON null counts as unset. Follows Kubernetes v1.24 {@code
 * pkg/securitycontext/accessors.go}. Allocates nothing.
 */
public enum SecurityContext {
  /** The user that processes run as; of the container, else of the pod. */
  RUN_AS_USER("runAsUser"),
  /** Their group; of the container, else of the pod. */
  RUN_AS_GROUP("runAsGroup"),
  /** Whether they must not run as root; of the container, else of the pod. */
  RUN_AS_NON_ROOT("runAsNonRoot"),
  /** Group that owns volumes; of the pod only. */
  FS_GROUP("fsGroup"),
  /** Further groups; of the pod only. */
  SUPPLEMENTAL_GROUPS("supplementalGroups"),
  /** Whether it may do all that its host may; of the container only. */
  PRIVILEGED("privileged"),
  /** Whether its processes may gain privileges; of the container only. */
  ALLOW_PRIVILEGE_ESCALATION("allowPrivilegeEscalation"),
  /** Whether its own files cannot be written; of the container only. */
  READ_ONLY_ROOT_FILESYSTEM("readOnlyRootFilesystem"),
  /** How /proc is mounted; of the container only. */
  PROC_MOUNT("procMount"),
  /** The capabilities that it gets beyond those of its runtime; of the container only. */
  ADDED_CAPABILITIES("capabilities", "add");

  private static final String CONTEXT = "securityContext";
  private static final byte[] ROOT = Utf8.bytes("0");

  private final JsonPointer pointer;

  SecurityContext(String... names) {
    String[] way = new String[names.length + 1];
    way[0] = CONTEXT;
    System.arraycopy(names, 0, way, 1, names.length);
    this.pointer = JsonPointer.ofMembers(way);
  }

  /** The way to it from a container or from a pod's specification. */
  public JsonPointer pointer() {
    return pointer;
  }

  /**
   * What a container, or a pod for all its containers, sets.
   *
   * @param holder a container or a pod's specification
   * @return {@link JsonDocument#NONE} if it is not set
   */
  public int of(JsonDocument json, int holder) {
    return json.present(json.find(holder, pointer));
  }

  /** What counts for a container: its own value, else that of its pod. */
  public int effective(JsonDocument json, int spec, int container) {
    int own = of(json, container);
    return own == JsonDocument.NONE ? of(json, spec) : own;
  }

  /**
   * Whether Kubernetes would refuse a container under {@code MustRunAsNonRoot}. Follows v1.24
   * {@code user/nonroot.go}.
   *
   * @param values for a text; is afterwards as before
   */
  public static boolean mayRunAsRoot(JsonDocument json, int spec, int container, Values values) {
    int user = RUN_AS_USER.effective(json, spec, container);
    if (user != JsonDocument.NONE && isRoot(json, user, values)) {
      return true;
    }
    int nonRoot = RUN_AS_NON_ROOT.effective(json, spec, container);
    return nonRoot == JsonDocument.NONE ? user == JsonDocument.NONE : !json.isTrue(nonRoot);
  }

  private static boolean isRoot(JsonDocument json, int user, Values values) {
    int index = values.size();
    json.addText(user, values);
    boolean root = values.textEquals(index, ROOT);
    values.truncate(index);
    return root;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;
import java.util.Arrays;

/**
 * The volume with the token of its service account that admission adds to a pod, before policies
 * are asked. Follows the admission plugin {@code ServiceAccount} of Kubernetes v1.20 to v1.24: every
 * ordinary and init container gets the token mounted, unless the pod declines, or each mounts
 * something of its own in that place. Telling allocates nothing and takes time in proportion to the
 * pod.
 */
public final class TokenVolume {

  /** What a volume with a token is. */
  public enum Kind {
    /** A secret: Kubernetes up to 1.20. */
    SECRET,
    /** A projected volume: Kubernetes from 1.21 on. */
    PROJECTED
  }

  /** What the log shows of a pod that was stored. */
  private enum Stored {
    /** No stored pod, or one that the plugin, which names its service account, did not see. */
    UNKNOWN,
    /** A pod without a mount in the token's place. */
    NONE,
    SECRET,
    PROJECTED,
    /** A pod with something else in that place. */
    OTHER
  }

  private static final byte[] MOUNT_PATH =
      Utf8.bytes("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final byte[] PROJECTED_NAME = Utf8.bytes("\"kube-api-access-");
  private static final byte[] SECRET_NAME = Utf8.bytes("-token-");

  private static final JsonPointer REQUESTED = JsonPointer.ofMembers("requestObject");
  private static final JsonPointer STORED_SPEC = JsonPointer.ofMembers("responseObject", "spec");
  private static final JsonPointer SPEC = JsonPointer.ofMembers("spec");
  private static final JsonPointer MIRROR =
      JsonPointer.ofMembers("metadata", "annotations", "kubernetes.io/config.mirror");
  private static final JsonPointer AUTOMOUNT =
      JsonPointer.ofMembers("automountServiceAccountToken");
  private static final JsonPointer ACCOUNT = JsonPointer.ofMembers("serviceAccountName");
  private static final JsonPointer CONTAINERS = JsonPointer.ofMembers("containers");
  private static final JsonPointer INIT_CONTAINERS = JsonPointer.ofMembers("initContainers");
  private static final JsonPointer VOLUMES = JsonPointer.ofMembers("volumes");
  private static final JsonPointer MOUNTS = JsonPointer.ofMembers("volumeMounts");
  private static final JsonPointer PATH = JsonPointer.ofMembers("mountPath");
  private static final JsonPointer NAME = JsonPointer.ofMembers("name");
  private static final JsonPointer PROJECTED = JsonPointer.ofMembers("projected");
  private static final JsonPointer SECRET = JsonPointer.ofMembers("secret", "secretName");

  private TokenVolume() {}

  /**
   * Whether admission adds the volume to the pod of a request. Where the log holds the pod as it
   * was stored, and that has no token, it does not: the service account declined.
   */
  public static boolean isAdded(JsonDocument json) {
    return !CreatedPod.isByPatch(json) && isAskedFor(json) && storedIn(json) != Stored.NONE;
  }

  /** Whether the log shows that a pod got its token as a secret that was not in the request. */
  public static boolean showsSecret(JsonDocument json) {
    return storedIn(json) == Stored.SECRET && isAskedFor(json);
  }

  /** Whether the log shows that a pod got its token as a projected volume. */
  private static boolean showsProjected(JsonDocument json) {
    return storedIn(json) == Stored.PROJECTED && isAskedFor(json);
  }

  /**
   * Whether a volume that is added is a secret: as the stored pod shows, else as the rest of the
   * log does.
   */
  public static boolean isSecret(JsonDocument json, boolean othersAreSecrets) {
    return showsSecret(json) || othersAreSecrets && !showsProjected(json);
  }

  private static boolean isAskedFor(JsonDocument json) {
    int pod = json.find(REQUESTED);
    int spec = json.find(pod, SPEC);
    if (json.find(pod, MIRROR) != JsonDocument.NONE || isFalse(json, json.find(spec, AUTOMOUNT))) {
      return false;
    }
    int volume = json.firstChild(json.find(spec, VOLUMES));
    for (; volume != JsonDocument.NONE; volume = json.next(volume)) {
      if (isProjectedName(json, json.find(volume, NAME))) {
        return false;
      }
    }
    return someLacksMount(json, json.find(spec, CONTAINERS))
        || someLacksMount(json, json.find(spec, INIT_CONTAINERS));
  }

  private static Stored storedIn(JsonDocument json) {
    int spec = json.find(STORED_SPEC);
    int containers = json.find(spec, CONTAINERS);
    if (json.element(containers, 0) == JsonDocument.NONE
        || json.find(spec, ACCOUNT) == JsonDocument.NONE) {
      return Stored.UNKNOWN;
    }
    int mount = firstMount(json, containers);
    if (mount == JsonDocument.NONE) {
      mount = firstMount(json, json.find(spec, INIT_CONTAINERS));
    }
    return mount == JsonDocument.NONE ? Stored.NONE : kindOf(json, spec, json.find(mount, NAME));
  }

  private static Stored kindOf(JsonDocument json, int spec, int name) {
    int volume = json.firstChild(json.find(spec, VOLUMES));
    for (; volume != JsonDocument.NONE; volume = json.next(volume)) {
      if (sameText(json, json.find(volume, NAME), name)) {
        if (sameText(json, json.find(volume, SECRET), name) && isSecretName(json, name)) {
          return Stored.SECRET;
        }
        return json.find(volume, PROJECTED) != JsonDocument.NONE && isProjectedName(json, name)
            ? Stored.PROJECTED
            : Stored.OTHER;
      }
    }
    return Stored.OTHER;
  }

  private static boolean someLacksMount(JsonDocument json, int containers) {
    if (!json.isArray(containers)) {
      return false;
    }
    int container = json.firstChild(containers);
    while (container != JsonDocument.NONE) {
      if (mountOf(json, container) == JsonDocument.NONE) {
        return true;
      }
      container = json.next(container);
    }
    return false;
  }

  private static int firstMount(JsonDocument json, int containers) {
    int container = json.isArray(containers) ? json.firstChild(containers) : JsonDocument.NONE;
    while (container != JsonDocument.NONE) {
      int mount = mountOf(json, container);
      if (mount != JsonDocument.NONE) {
        return mount;
      }
      container = json.next(container);
    }
    return JsonDocument.NONE;
  }

  /** What the container mounts in the token's place; {@code NONE} if nothing. */
  private static int mountOf(JsonDocument json, int container) {
    int mounts = json.find(container, MOUNTS);
    int mount = json.isArray(mounts) ? json.firstChild(mounts) : JsonDocument.NONE;
    while (mount != JsonDocument.NONE && !json.stringEquals(json.find(mount, PATH), MOUNT_PATH)) {
      mount = json.next(mount);
    }
    return mount;
  }

  private static boolean isFalse(JsonDocument json, int node) {
    return node != JsonDocument.NONE && json.kind(node) == JsonKind.FALSE;
  }

  private static boolean isProjectedName(JsonDocument json, int name) {
    if (!json.isString(name)) {
      return false;
    }
    int start = json.startOf(name);
    int length = PROJECTED_NAME.length;
    return json.endOf(name) - start > length
        && Arrays.equals(json.bytes(), start, start + length, PROJECTED_NAME, 0, length);
  }

  private static boolean isSecretName(JsonDocument json, int name) {
    int length = SECRET_NAME.length;
    for (int i = json.startOf(name); i + length < json.endOf(name); i++) {
      if (Arrays.equals(json.bytes(), i, i + length, SECRET_NAME, 0, length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two names, which need no escapes, are the same. */
  private static boolean sameText(JsonDocument json, int one, int other) {
    return json.isString(one)
        && json.isString(other)
        && Arrays.equals(
            json.bytes(),
            json.startOf(one),
            json.endOf(one),
            json.bytes(),
            json.startOf(other),
            json.endOf(other));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether an event creates a pod, and whether a policy can judge it. Telling allocates nothing; the
 * texts are made only when asked for.
 *
 * <p>Not thread-safe: each evaluator has its own.
 */
public final class PodCreation {

  /** What an event means to a policy on pods. */
  public enum State {
    /** Not the outcome of a request that creates a pod. */
    NOT_A_CREATION,
    /** The API server refused it: code 400 or above. */
    REFUSED,
    /** Nothing was created because nothing was meant to be: {@code dryRun=All}. */
    DRY_RUN,
    /**
     * A pod was created, and the log does not hold it: it was recorded at level Metadata, or by
     * server-side apply at level Request, or truncated, or what was recorded has no containers.
     * Nothing can be said about it.
     */
    NOT_EVALUABLE,
    /** The object is there to be judged. */
    EVALUATED
  }

  private static final int FIRST_ERROR_CODE = 400;

  private static final byte[] PODS = ascii("pods");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] REPLICA_SET = ascii("ReplicaSet");
  private static final byte[] DRY_RUN_ALL = ascii("dryRun=All");

  private static final byte[] CONTROLLER = ascii("controller");
  private static final byte[] KIND = ascii("kind");
  private static final byte[] NAME = ascii("name");
  private static final byte[] NAMESPACE = ascii("namespace");
  private static final byte[] GENERATE_NAME = ascii("generateName");

  private static final JsonPointer REQUEST_URI = JsonPointer.ofMembers("requestURI");
  private static final JsonPointer RESOURCE = JsonPointer.ofMembers("objectRef", "resource");
  private static final JsonPointer SUBRESOURCE = JsonPointer.ofMembers("objectRef", "subresource");
  private static final JsonPointer API_GROUP = JsonPointer.ofMembers("objectRef", "apiGroup");
  private static final JsonPointer REFERRED = JsonPointer.ofMembers("objectRef");
  private static final JsonPointer CONTAINERS = JsonPointer.ofMembers("spec", "containers");
  private static final JsonPointer TRUNCATED =
      JsonPointer.ofMembers("annotations", "audit.k8s.io/truncated");
  private static final JsonPointer METADATA = JsonPointer.ofMembers("metadata");
  private static final JsonPointer STORED_METADATA =
      JsonPointer.ofMembers("responseObject", "metadata");
  private static final JsonPointer OWNERS = JsonPointer.ofMembers("ownerReferences");
  private static final JsonPointer TEMPLATE_HASH =
      JsonPointer.ofMembers("labels", "pod-template-hash");

  private final Values values = new Values();

  /** What an event is. */
  public State state(JsonDocument json) {
    if (!CreatedPod.isCreation(json)
        || !json.stringEquals(json.find(RESOURCE), PODS)
        || !isEmpty(json, json.find(SUBRESOURCE))
        || !isEmpty(json, json.find(API_GROUP))) {
      return State.NOT_A_CREATION;
    }
    if (RequestStage.isEarly(json)) {
      return State.NOT_A_CREATION;
    }
    if (CreatedPod.code(json) >= FIRST_ERROR_CODE) {
      return State.REFUSED;
    }
    if (isDryRun(json)) {
      return State.DRY_RUN;
    }
    return isRecorded(json) ? State.EVALUATED : State.NOT_EVALUABLE;
  }

  /** Whether an event holds the pod that it is about to create, or has created, whole. */
  public static boolean isRecorded(JsonDocument json) {
    int containers = json.find(CreatedPod.find(json), CONTAINERS);
    return json.element(containers, 0) != JsonDocument.NONE
        && !json.stringEquals(json.find(TRUNCATED), TRUE);
  }

  /** Namespace of the object; empty if the event does not say. */
  public String namespace(JsonDocument json) {
    String namespace = text(json, json.member(json.find(REFERRED), NAMESPACE));
    return namespace.isEmpty()
        ? text(json, json.member(json.find(CreatedPod.find(json), METADATA), NAMESPACE))
        : namespace;
  }

  /**
   * What the pod belongs to, as {@code Kind/name}: its controlling owner; a ReplicaSet whose name
   * ends in the pod's {@code pod-template-hash} stands for its Deployment. {@code Pod/name} if
   * nothing controls it, with {@code *} behind a name that the API server was to complete, or with
   * nothing behind the slash if the log does not hold its name.
   */
  public String workload(JsonDocument json) {
    int judged = json.find(CreatedPod.find(json), METADATA);
    int metadata = judged == JsonDocument.NONE ? json.find(STORED_METADATA) : judged;
    int owner = controller(json, metadata);
    if (owner == JsonDocument.NONE) {
      return "Pod/" + podName(json, metadata);
    }
    int kind = json.member(owner, KIND);
    String name = text(json, json.member(owner, NAME));
    if (json.stringEquals(kind, REPLICA_SET)) {
      String hash = "-" + text(json, json.find(metadata, TEMPLATE_HASH));
      if (hash.length() > 1 && name.endsWith(hash)) {
        return "Deployment/" + name.substring(0, name.length() - hash.length());
      }
    }
    return text(json, kind) + "/" + name;
  }

  private String podName(JsonDocument json, int metadata) {
    String name = text(json, json.member(metadata, NAME));
    if (name.isEmpty()) {
      name = text(json, json.member(json.find(STORED_METADATA), NAME));
    }
    if (name.isEmpty()) {
      name = text(json, json.member(json.find(REFERRED), NAME));
    }
    if (name.isEmpty()) {
      String prefix = text(json, json.member(metadata, GENERATE_NAME));
      name = prefix.isEmpty() ? "" : prefix + "*";
    }
    return name;
  }

  private static int controller(JsonDocument json, int metadata) {
    int owners = json.find(metadata, OWNERS);
    for (int owner = json.firstChild(owners);
        owner != JsonDocument.NONE;
        owner = json.next(owner)) {
      if (json.isTrue(json.member(owner, CONTROLLER))) {
        return owner;
      }
    }
    return JsonDocument.NONE;
  }

  /** Whether there is no text: a string of two quotes at most. */
  private static boolean isEmpty(JsonDocument json, int node) {
    return !json.isString(node) || json.endOf(node) - json.startOf(node) == 2;
  }

  private boolean isDryRun(JsonDocument json) {
    int node = json.find(REQUEST_URI);
    if (!json.isString(node)) {
      return false;
    }
    values.clear();
    json.addText(node, values);
    byte[] uri = values.arrayAt(0);
    int at = values.offsetAt(0);
    int end = at + values.lengthAt(0) - DRY_RUN_ALL.length;
    while (at < end && uri[at] != '?') {
      at++;
    }
    for (; at < end; at++) {
      if ((uri[at] == '?' || uri[at] == '&')
          && Arrays.equals(
              uri, at + 1, at + 1 + DRY_RUN_ALL.length, DRY_RUN_ALL, 0, DRY_RUN_ALL.length)) {
        return true;
      }
    }
    return false;
  }

  private String text(JsonDocument json, int node) {
    if (!json.isString(node)) {
      return "";
    }
    values.clear();
    json.addText(node, values);
    return values.stringAt(0);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

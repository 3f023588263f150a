// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/**
 * One pod of a document, wherever it stands there, re-pointed to the next one. Pointing and looking
 * allocate nothing.
 *
 * <p>Not thread-safe.
 */
public final class PodView {

  private static final JsonPointer NAMESPACE = JsonPointer.ofMembers("objectRef", "namespace");
  private static final JsonPointer OWN_NAMESPACE = JsonPointer.ofMembers("metadata", "namespace");
  private static final JsonPointer SPEC = JsonPointer.ofMembers("spec");

  private final Values values = new Values();
  private JsonDocument json = new JsonDocument();
  private int spec = JsonDocument.NONE;
  private int namespace = JsonDocument.NONE;
  private boolean created;
  private boolean tokensAreSecrets;

  /** Points at no pod yet. */
  public PodView() {}

  /**
   * Points at the pod that an audit event creates, with the token that admission adds to it.
   *
   * @param tokensAreSecrets whether the rest of the log shows that tokens are secrets
   */
  public void pointAtCreated(JsonDocument event, boolean tokensAreSecrets) {
    point(event, CreatedPod.find(event));
    namespace = event.find(NAMESPACE);
    created = true;
    this.tokensAreSecrets = tokensAreSecrets;
  }

  /**
   * Points at a pod, or at the template of one, that is as it will be judged.
   *
   * @param pod has {@code metadata} and {@code spec}; {@link JsonDocument#NONE} for none
   */
  public void point(JsonDocument document, int pod) {
    json = document;
    spec = document.find(pod, SPEC);
    namespace = document.find(pod, OWN_NAMESPACE);
    created = false;
  }

  /** The document that holds the pod. */
  public JsonDocument json() {
    return json;
  }

  /** The pod's specification; {@link JsonDocument#NONE} if there is none. */
  public int spec() {
    return spec;
  }

  /** The name of its namespace; {@link JsonDocument#NONE} if that is not said. */
  public int namespace() {
    return namespace;
  }

  /** Whether admission adds a volume with the token of its service account. */
  public boolean addsTokenVolume() {
    return created && spec != JsonDocument.NONE && TokenVolume.isAdded(json);
  }

  /** Whether that volume is a secret. */
  public boolean addsSecretToken() {
    return addsTokenVolume() && TokenVolume.isSecret(json, tokensAreSecrets);
  }

  /** For texts of this pod; whoever asks may clear it. */
  public Values values() {
    return values;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.PodContainers;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.event.AuditEvent;
import java.nio.charset.StandardCharsets;

/**
 * For each container, whether Kubernetes would refuse it under {@code MustRunAsNonRoot}. Follows
 * Kubernetes v1.24 {@code user/nonroot.go} on the effective values of {@code
 * pkg/securitycontext/accessors.go}.
 */
final class MayRunAsRoot implements FieldExtractor {

  private static final JsonPointer NON_ROOT =
      JsonPointer.ofMembers("securityContext", "runAsNonRoot");
  private static final JsonPointer USER = JsonPointer.ofMembers("securityContext", "runAsUser");
  private static final byte[] YES = "true".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NO = "false".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ROOT = {'0'};

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int spec = PodContainers.spec(json);
    if (spec == JsonDocument.NONE) {
      return;
    }
    int podNonRoot = PodContainers.value(json, spec, NON_ROOT);
    int podUser = PodContainers.value(json, spec, USER);
    for (int list = 0; list < PodContainers.lists(); list++) {
      int container = PodContainers.first(json, spec, list);
      while (container != JsonDocument.NONE) {
        int nonRoot = PodContainers.value(json, container, NON_ROOT);
        int user = PodContainers.value(json, container, USER);
        boolean mayRunAsRoot =
            mayRunAsRoot(
                json,
                nonRoot == JsonDocument.NONE ? podNonRoot : nonRoot,
                user == JsonDocument.NONE ? podUser : user,
                values);
        values.addText(mayRunAsRoot ? YES : NO);
        container = json.next(container);
      }
    }
  }

  private static boolean mayRunAsRoot(JsonDocument json, int nonRoot, int user, Values values) {
    if (user != JsonDocument.NONE && isRoot(json, user, values)) {
      return true;
    }
    return nonRoot == JsonDocument.NONE
        ? user == JsonDocument.NONE
        : json.kind(nonRoot) != JsonKind.TRUE;
  }

  private static boolean isRoot(JsonDocument json, int user, Values values) {
    int index = values.size();
    json.addText(user, values);
    boolean root = values.textEquals(index, ROOT);
    values.truncate(index);
    return root;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.event.AuditEvent;

/** The name of the pod that a request is about, as the answer tells it; not of its subresources. */
final class TargetPodName implements FieldExtractor {

  private static final JsonPointer RESOURCE = JsonPointer.ofMembers("objectRef", "resource");
  private static final JsonPointer SUBRESOURCE = JsonPointer.ofMembers("objectRef", "subresource");
  private static final JsonPointer NAME =
      JsonPointer.ofMembers("responseObject", "metadata", "name");
  private static final byte[] PODS = {'p', 'o', 'd', 's'};
  private static final byte[] NOTHING = {};

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int resource = json.find(RESOURCE);
    int subresource = json.present(json.find(SUBRESOURCE));
    boolean isPod =
        resource != JsonDocument.NONE
            && json.stringEquals(resource, PODS)
            && (subresource == JsonDocument.NONE || json.stringEquals(subresource, NOTHING));
    int name = isPod ? json.present(json.find(NAME)) : JsonDocument.NONE;
    if (name != JsonDocument.NONE) {
      json.addText(name, values);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.event.AuditEvent;
import java.nio.charset.StandardCharsets;

/**
 * The names of the subjects of one kind that a role binding binds. Subjects of other kinds and
 * without a name are left out; an empty list if none is left.
 */
final class BindingSubjects implements FieldExtractor {

  private static final JsonPointer SUBJECTS = JsonPointer.ofMembers("requestObject", "subjects");
  private static final byte[] KIND = utf8("kind");
  private static final byte[] NAME = utf8("name");
  private static final byte[] NAMESPACE = utf8("namespace");

  private final byte[] kind;
  private final boolean withNamespace;

  /**
   * @param kind {@code User}, {@code Group} or {@code ServiceAccount}
   * @param withNamespace whether a name is {@code namespace:name}; one without is then left out
   */
  BindingSubjects(String kind, boolean withNamespace) {
    this.kind = utf8(kind);
    this.withNamespace = withNamespace;
  }

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int subjects = json.find(SUBJECTS);
    if (subjects == JsonDocument.NONE || json.kind(subjects) != JsonKind.ARRAY) {
      return;
    }
    values.present();
    int subject = json.firstChild(subjects);
    while (subject != JsonDocument.NONE) {
      addName(json, subject, values);
      subject = json.next(subject);
    }
  }

  private void addName(JsonDocument json, int subject, Values values) {
    int subjectKind = json.member(subject, KIND);
    int name = json.present(json.member(subject, NAME));
    if (subjectKind == JsonDocument.NONE
        || name == JsonDocument.NONE
        || !json.stringEquals(subjectKind, kind)) {
      return;
    }
    if (!withNamespace) {
      json.addText(name, values);
      return;
    }
    int namespace = json.present(json.member(subject, NAMESPACE));
    if (namespace != JsonDocument.NONE) {
      int first = values.size();
      json.addText(namespace, values);
      json.addText(name, values);
      TextJoin.joinFrom(first, (byte) ':', values);
    }
  }

  /** Whether some subject has a name, as {@code true} or {@code false}. */
  static FieldExtractor hasName(String name) {
    byte[] wanted = utf8(name);
    return (event, values) -> {
      JsonDocument json = ((AuditEvent) event).json();
      int subjects = json.find(SUBJECTS);
      if (subjects == JsonDocument.NONE || json.kind(subjects) != JsonKind.ARRAY) {
        return;
      }
      int subject = json.firstChild(subjects);
      boolean found = false;
      while (subject != JsonDocument.NONE && !found) {
        int node = json.member(subject, NAME);
        found = node != JsonDocument.NONE && json.stringEquals(node, wanted);
        subject = json.next(subject);
      }
      values.addText(BooleanText.of(found));
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

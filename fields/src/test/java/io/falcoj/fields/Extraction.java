// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.sources.audit.event.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads fields of audit events for tests, as texts that tell absence, lists and elements apart. */
public final class Extraction {

  /** All fields, with times in UTC. */
  public static final FieldRegistry FIELDS =
      StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "watcher"));

  private Extraction() {}

  private static final String KIND_AND_TIME =
      "\"kind\":\"Event\",\"stageTimestamp\":\"2026-11-22T10:00:00Z\",";

  /** The event that this JSON object, with one member or more, describes but for kind and time. */
  public static AuditEvent event(String json) throws JsonSyntaxException {
    String whole = "{" + KIND_AND_TIME + json.strip().substring(1);
    return AuditEvent.parse(whole.getBytes(StandardCharsets.UTF_8), 1);
  }

  /** A field of audit events, as a rule writes it: {@code ka.sourceips[0]}. */
  public static BoundField bind(String field) throws UnknownFieldException, FieldArgumentException {
    int bracket = field.indexOf('[');
    return bracket < 0
        ? FIELDS.bind(AuditEvent.SOURCE, field, null)
        : FIELDS.bind(
            AuditEvent.SOURCE,
            field.substring(0, bracket),
            field.substring(bracket + 1, field.length() - 1));
  }

  /**
   * What a field yields: {@code absent}, the text of a single value, or for a list {@code [a, b]}
   * with {@code -} for an absent element.
   */
  public static String read(Event event, String field)
      throws UnknownFieldException, FieldArgumentException {
    BoundField bound = bind(field);
    Values values = new Values();
    bound.extractor().extract(event, values);
    return show(bound, values);
  }

  /** What {@code values}, read from {@code field}, hold; see {@link #read}. */
  public static String show(BoundField field, Values values) {
    if (!values.isPresent()) {
      return "absent";
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      texts.add(values.isPresent(i) ? text(field, values, i) : "-");
    }
    return field.list() ? texts.toString() : String.join(" and ", texts);
  }

  private static String text(BoundField field, Values values, int index) {
    return switch (field.type().storage()) {
      case LONG, UNSIGNED -> Long.toString(values.longAt(index));
      case DOUBLE -> Double.toString(values.doubleAt(index));
      case TEXT -> values.stringAt(index);
      case ADDRESS -> throw new IllegalArgumentException("no audit field is an address");
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import static io.falcoj.engine.FieldDefinition.Flag.EVENT_TIME;
import static io.falcoj.engine.FieldDefinition.Flag.PADDED;
import static io.falcoj.engine.FieldType.ABSTIME;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.RELTIME;
import static io.falcoj.engine.FieldType.UINT64;
import static io.falcoj.fields.table.FieldTable.K8S_AUDIT;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.fields.time.TimeText;
import io.falcoj.fields.time.TimeText.Date;
import io.falcoj.fields.time.ZoneOffsets;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonEvent;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.function.LongUnaryOperator;

/** Class {@code evt}: fields of events of every source. */
public final class EvtFields {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final byte[] K8S_AUDIT_NAME = utf8(K8S_AUDIT);
  private static final byte[] SYSCALL_NAME = utf8(SYSCALL);
  private static final byte[] K8S_AUDIT_PLUGIN = utf8("k8saudit");

  private EvtFields() {}

  /**
   * The class.
   *
   * @param settings the zone of printed times, and the name of this machine
   */
  public static FieldClass fieldClass(FieldSettings settings) {
    ZoneOffsets zone = new ZoneOffsets(settings.zone());
    ZoneOffsets utc = new ZoneOffsets(ZoneOffset.UTC);
    byte[] hostname = utf8(settings.hostname());
    FieldTable fields =
        new FieldTable("evt", "Any event", "What every event has, wherever it comes from.");
    fields
        .add("evt.num", UINT64, "Number of the event in its input, from 1.")
        .reads((event, values) -> values.addLong(event.number()));
    fields
        .add(
            "evt.time",
            CHARBUF,
            "Time of day of the event with nanoseconds: 13:04:05.123456789. Among the fields of an"
                + " alert in JSON, the nanoseconds since the epoch.")
        .flags(EVENT_TIME)
        .reads(new TimeText(zone, Date.NONE, true));
    fields
        .add("evt.time.s", CHARBUF, "Time of day of the event without fraction: 13:04:05.")
        .flags(EVENT_TIME)
        .reads(new TimeText(zone, Date.NONE, false));
    fields
        .add(
            "evt.time.iso8601",
            CHARBUF,
            "Time of the event in UTC as ISO 8601: 2026-11-22T13:04:05.123456789+0000.")
        .flags(EVENT_TIME)
        .reads(new TimeText(utc, Date.ISO_8601, true));
    fields
        .add(
            "evt.datetime",
            CHARBUF,
            "Date and time of the event with nanoseconds: 2026-11-22 13:04:05.123456789.")
        .flags(EVENT_TIME)
        .reads(new TimeText(zone, Date.BLANK, true));
    fields
        .add(
            "evt.datetime.s",
            CHARBUF,
            "Date and time of the event without fraction: 2026-11-22 13:04:05.")
        .flags(EVENT_TIME)
        .reads(new TimeText(zone, Date.BLANK, false));
    fields
        .add("evt.rawtime", ABSTIME, "Time of the event in nanoseconds since the epoch.")
        .reads((event, values) -> values.addLong(event.timestampNanos()));
    fields
        .add("evt.rawtime.s", ABSTIME, "Time of the event in whole seconds since the epoch.")
        .reads((event, values) -> values.addLong(seconds(event.timestampNanos())));
    fields
        .add("evt.rawtime.ns", ABSTIME, "Nanoseconds of the event within its second.")
        .flags(PADDED)
        .reads((event, values) -> values.addLong(fraction(event.timestampNanos())));
    fields
        .add("evt.reltime", RELTIME, "Nanoseconds since the first event of the input.")
        .flags(PADDED)
        .reads(sinceFirst(nanos -> nanos));
    fields
        .add("evt.reltime.s", RELTIME, "Whole seconds since the first event of the input.")
        .reads(sinceFirst(EvtFields::seconds));
    fields
        .add(
            "evt.reltime.ns",
            RELTIME,
            "Nanoseconds since the first event of the input, without the whole seconds.")
        .flags(PADDED)
        .reads(sinceFirst(EvtFields::fraction));
    fields
        .add(
            "evt.pluginname",
            CHARBUF,
            "What provides the source of the event: k8saudit. Absent for system calls.")
        .reads(EvtFields::readPluginName);
    fields
        .add("evt.plugininfo", CHARBUF, "The whole event as JSON text. Absent for system calls.")
        .reads(EvtFields::readPluginInfo);
    fields
        .add("evt.source", CHARBUF, "Name of the source of the event: syscall, k8s_audit.")
        .reads(EvtFields::readSource);
    fields
        .add(
            "evt.is_async",
            BOOL,
            "True if the event was not observed but made by its source: a container that was found,"
                + " events that were lost.")
        .reads((event, values) -> values.addBoolean(isAsync(event)));
    fields
        .add(
            "evt.asynctype",
            CHARBUF,
            "Kind of an event for which evt.is_async is true: container. Absent for all others.")
        .reads(EvtFields::readAsyncType);
    fields
        .add(
            "evt.hostname",
            CHARBUF,
            "Name of the machine that the event was recorded on; where the event does not tell, of"
                + " the one that falcoj runs on.")
        .reads((event, values) -> values.addText(hostname));
    return fields.toFieldClass();
  }

  private static boolean isAsync(Event event) {
    return event instanceof SyscallEvent && EventTraits.isMeta((SyscallEvent) event);
  }

  private static void readAsyncType(Event event, Values values) {
    if (isAsync(event)) {
      EventTraits.addName((SyscallEvent) event, values);
    }
  }

  private static void readSource(Event event, Values values) {
    String source = event.source();
    if (source.equals(K8S_AUDIT)) {
      values.addText(K8S_AUDIT_NAME);
    } else if (source.equals(SYSCALL)) {
      values.addText(SYSCALL_NAME);
    } else {
      addName(source, values);
    }
  }

  /** The name of a further source, which is plain text. */
  private static void addName(String source, Values values) {
    int start = values.reserve(source.length());
    byte[] text = values.scratch();
    for (int i = 0; i < source.length(); i++) {
      text[start + i] = (byte) source.charAt(i);
    }
    values.addScratch(start, source.length());
  }

  private static void readPluginName(Event event, Values values) {
    if (event.source().equals(K8S_AUDIT)) {
      values.addText(K8S_AUDIT_PLUGIN);
    }
  }

  private static void readPluginInfo(Event event, Values values) {
    if (event instanceof JsonEvent) {
      ((JsonEvent) event).json().addText(JsonDocument.ROOT, values);
    }
  }

  /** Reads a part of the time since the first event; absent where the source does not tell. */
  private static FieldExtractor sinceFirst(LongUnaryOperator part) {
    return (event, values) -> {
      long first = event.firstTimestampNanos();
      if (first != Event.UNKNOWN_TIME) {
        values.addLong(part.applyAsLong(event.timestampNanos() - first));
      }
    };
  }

  private static long seconds(long nanos) {
    return Math.floorDiv(nanos, NANOS_PER_SECOND);
  }

  private static long fraction(long nanos) {
    return Math.floorMod(nanos, NANOS_PER_SECOND);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

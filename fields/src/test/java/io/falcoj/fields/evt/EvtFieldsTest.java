// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.FieldSettings;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvtFieldsTest {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private record TestEvent(
      String source, long number, long timestampNanos, long firstTimestampNanos) implements Event {
    @Override
    public int typeCode() {
      return PLUGIN_EVENT;
    }
  }

  private static String read(ZoneId zone, Event event, String field) throws Exception {
    FieldRegistry registry =
        new FieldRegistry(
            List.of(EvtFields.fieldClass(new FieldSettings(zone, "watcher"))),
            List.of(event.source()));
    BoundField bound = registry.bind(event.source(), field, null);
    Values values = new Values();
    bound.extractor().extract(event, values);
    if (values.size() == 0) {
      return "absent";
    }
    return bound.type().isString() ? values.stringAt(0) : Long.toString(values.longAt(0));
  }

  @ParameterizedTest
  @CsvSource({
    "evt.num, 12",
    "evt.time, 13:58:49.736141000",
    "evt.time.s, 13:58:49",
    "evt.time.iso8601, 2018-10-25T13:58:49.736141000+0000",
    "evt.datetime, 2018-10-25 13:58:49.736141000",
    "evt.datetime.s, 2018-10-25 13:58:49",
    "evt.rawtime, 1540475929736141000",
    "evt.rawtime.s, 1540475929",
    "evt.rawtime.ns, 736141000",
    "evt.reltime, 1736141000",
    "evt.reltime.s, 1",
    "evt.reltime.ns, 736141000",
    "evt.pluginname, k8saudit",
    "evt.source, k8s_audit",
    "evt.is_async, 0",
    "evt.asynctype, absent",
    "evt.hostname, watcher",
  })
  void readsWhatEveryEventHas(String field, String expected) throws Exception {
    Event event =
        new TestEvent("k8s_audit", 12, 1_540_475_929_736_141_000L, 1_540_475_928_000_000_000L);
    assertThat(read(ZoneOffset.UTC, event, field)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evt.reltime", "evt.reltime.s", "evt.reltime.ns"})
  void timesSinceTheFirstEventAreAbsentWhereNobodyKnowsIt(String field) throws Exception {
    Event event = new TestEvent("k8s_audit", 12, 1_540_475_929_736_141_000L, Event.UNKNOWN_TIME);
    assertThat(read(ZoneOffset.UTC, event, field)).isEqualTo("absent");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:59:59Z, 2026-03-29 01:59:59",
    "2026-03-29T01:00:00Z, 2026-03-29 03:00:00",
    "2026-10-25T00:59:59Z, 2026-10-25 02:59:59",
    "2026-10-25T01:00:00Z, 2026-10-25 02:00:00",
    "2026-12-31T23:30:00Z, 2027-01-01 00:30:00",
  })
  void printsTimesOfTheZoneWithItsSummerTime(String time, String expected) throws Exception {
    long nanos = Instant.parse(time).getEpochSecond() * NANOS_PER_SECOND;
    Event event = new TestEvent("k8s_audit", 1, nanos, nanos);
    assertThat(read(ZoneId.of("Europe/Vienna"), event, "evt.datetime.s")).isEqualTo(expected);
    assertThat(read(ZoneId.of("Europe/Vienna"), event, "evt.time.iso8601"))
        .isEqualTo(time.replace("Z", ".000000000+0000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Kolkata", "America/Sao_Paulo", "Australia/Lord_Howe"})
  void agreesWithTheCalendarOfJava(String zone) throws Exception {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn");
    for (int i = 0; i < 2_000; i++) {
      long nanos = random.nextLong(Long.MAX_VALUE);
      Instant instant = Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
      assertThat(read(ZoneId.of(zone), new TestEvent("k8s_audit", 1, nanos, 0), "evt.datetime"))
          .as("seed %d, %d ns", seed, nanos)
          .isEqualTo(LocalDateTime.ofInstant(instant, ZoneId.of(zone)).format(format));
    }
  }

  @Test
  void printsTheEarliestAndTheLatestTime() throws Exception {
    assertThat(
            read(ZoneOffset.UTC, new TestEvent("k8s_audit", 1, Long.MIN_VALUE, 0), "evt.datetime"))
        .isEqualTo("1677-09-21 00:12:43.145224192");
    assertThat(
            read(ZoneOffset.UTC, new TestEvent("k8s_audit", 1, Long.MAX_VALUE, 0), "evt.datetime"))
        .isEqualTo("2262-04-11 23:47:16.854775807");
  }
}

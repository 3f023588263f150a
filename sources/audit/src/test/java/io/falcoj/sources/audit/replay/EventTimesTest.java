// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.audit.envelopes.LenientTime;
import io.falcoj.sources.audit.event.Rfc3339;
import io.falcoj.sources.audit.problems.ReadNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event is judged whatever its time looks like, and its time is the right one. */
class EventTimesTest {

  private static final String WITHOUT = "{\"kind\":\"Event\",\"auditID\":\"a\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2026-01-01 00:00:00.5\"                | 1767225600500000000",
        "\"2026-01-01 00:00:00,5\"                | 1767225600500000000",
        "\"2026-01-01T00:00:00\"                  | 1767225600000000000",
        "\"2026-01-01T00:00:00+0100\"             | 1767222000000000000",
        "\"2026-01-01 00:00:00 -01\"              | 1767229200000000000",
        "\"2026-01-01 00:00:00.25 +0000 UTC\"     | 1767225600250000000",
        "\"2026-01-01 00:00:00 UTC\"              | 1767225600000000000",
        "1767225600                               | 1767225600000000000",
        "1767225600.25                            | 1767225600250000000",
        "1.7672256e9                              | 1767225600000000000",
        "1767225600123                            | 1767225600123000000",
        "1767225600123456                         | 1767225600123456000",
        "1767225600123456789                      | 1767225600123456789",
        "\"1767225600123\"                        | 1767225600123000000"
      })
  void readsOtherForms(String time, long nanos) throws IOException {
    String event = WITHOUT.replace("}", ",\"stageTimestamp\":" + time + "}");
    Recorder recorder = read(event + "\n" + event);
    assertThat(recorder.events).hasSize(2).allMatch(line -> line.contains(" " + nanos + " "));
    assertThat(recorder.problems).isEmpty();
    assertThat(recorder.notes)
        .extracting(ReadNote::message)
        .containsExactly(
            "-:1: 2 k8s audit events have their times in another form than RFC 3339, as "
                + time
                + "; without a zone it is UTC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"time\":\"2026-01-01T00:00:00Z\",\"properties\":{\"log\":@}}",
        "{\"timestamp\":1767225600000,\"timeout\":30,\"message\":@}",
        "{\"_time\":\"1767225600.000\",\"_raw\":@}",
        "{\"@timestamp\":\"2026-01-01T01:00:00+01:00\",\"kubernetes\":{\"audit\":@}}",
        "{\"streams\":[{\"values\":[[\"1767225600000000000\",@]]}]}",
        "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2026-01-01 00:00:00.000\"},"
            + "{\"field\":\"@message\",\"value\":@}]]}",
        "{\"message\":{\"publishTime\":\"2026-01-01T00:00:00Z\",\"data\":@}}"
      })
  void takesTheTimeOfWhatIsAround(String wrapper) throws IOException {
    for (String event : new String[] {WITHOUT, '"' + WITHOUT.replace("\"", "\\\"") + '"'}) {
      Recorder recorder =
          read(
              wrapper
                  .replace("@timestamp", "#")
                  .replace("@message", "%")
                  .replace("@", event)
                  .replace("#", "@timestamp")
                  .replace("%", "@message"));
      assertThat(recorder.events).singleElement().asString().startsWith("1 1767225600000000000 ");
      assertThat(recorder.notes)
          .extracting(ReadNote::kind)
          .containsExactly(ReadNote.Kind.TIME_OF_WRAPPER, ReadNote.Kind.UNWRAPPED);
    }
  }

  @Test
  void prefersTheTimeOfTheEvent() throws IOException {
    String event = WITHOUT.replace("}", ",\"requestReceivedTimestamp\":\"2026-01-01 00:00:00\"}");
    Recorder recorder = read("{\"time\":\"2026-01-02T00:00:00Z\",\"log\":" + event + "}");
    assertThat(recorder.events).singleElement().asString().startsWith("1 1767225600000000000 ");
  }

  @Test
  void saysThatThereIsNone() throws IOException {
    for (String time : new String[] {"\"yesterday\"", "null", "0", "\"0001-01-01T00:00:00Z\""}) {
      Recorder recorder = read(WITHOUT.replace("}", ",\"stageTimestamp\":" + time + "}"));
      assertThat(recorder.events).singleElement().asString().startsWith("1 0 ");
      assertThat(recorder.notes)
          .extracting(ReadNote::message)
          .containsExactly(
              "-:1: 1 k8s audit event has no time at all; 1970-01-01T00:00:00Z stands for it");
    }
  }

  @Test
  void readsDaysAndZonesAsTheyAre() {
    assertThat(lenient("\"2026-02-30 00:00:00\"")).isEqualTo(Rfc3339.INVALID);
    assertThat(lenient("\"2026-01-01\"")).isEqualTo(Rfc3339.INVALID);
    assertThat(lenient("30")).isEqualTo(Rfc3339.INVALID);
    assertThat(lenient("1e99")).isEqualTo(Rfc3339.INVALID);
    assertThat(lenient("-1767225600")).isEqualTo(Rfc3339.INVALID);
    assertThat(lenient("{}")).isEqualTo(Rfc3339.INVALID);
  }

  private static long lenient(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return LenientTime.parse(bytes, 0, bytes.length);
  }

  private static Recorder read(String log) throws IOException {
    return DamagedLogsTest.read(log.getBytes(StandardCharsets.UTF_8), 2, 1 << 12);
  }
}

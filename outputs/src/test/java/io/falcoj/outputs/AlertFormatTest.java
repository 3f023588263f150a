// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.JsonAlertFormat.Parts;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertFormatTest {

  private static final long TIME = 1_540_475_929_736_141_000L;

  @Test
  void textIsTimePriorityAndMessage() {
    assertThat(line(new TextAlertFormat(AlertTime.CLOCK, ZoneOffset.UTC), alert("Pod (user=jane)")))
        .isEqualTo("13:58:49.736141000: Warning Pod (user=jane)\n");
  }

  @Test
  void clockIsThatOfTheReader() {
    assertThat(line(new TextAlertFormat(AlertTime.CLOCK, ZoneId.of("Asia/Kolkata")), alert("x")))
        .isEqualTo("19:28:49.736141000: Warning x\n");
  }

  @Test
  void isoTimeIsUtcWhereverTheReaderIs() {
    assertThat(line(new TextAlertFormat(AlertTime.ISO_8601, ZoneId.of("Asia/Kolkata")), alert("x")))
        .isEqualTo("2018-10-25T13:58:49.736141000+0000: Warning x\n");
  }

  @Test
  void timesBeforeTheEpochAreTimesToo() {
    Alert alert = new Alert(-1, Priority.DEBUG, "r", "k8s_audit", "x", Map.of(), List.of());
    assertThat(line(new TextAlertFormat(AlertTime.ISO_8601, ZoneOffset.UTC), alert))
        .isEqualTo("1969-12-31T23:59:59.999999999+0000: Debug x\n");
  }

  @Test
  void aMessageCannotStartALineOrReachATerminal() {
    assertThat(line(new TextAlertFormat(AlertTime.CLOCK, ZoneOffset.UTC), alert("a\n\u001b[31mb")))
        .isEqualTo("13:58:49.736141000: Warning a\\n\\u001b[31mb\n");
  }

  @Test
  void jsonKeysAndTagsAreSorted() {
    assertThat(line(json(Parts.STANDARD), alert("Pod \"p\"")))
        .isEqualTo(
            "{\"hostname\":\"node-1\",\"output\":\"13:58:49.736141000: Warning Pod \\\"p\\\"\","
                + "\"output_fields\":{\"a.big\":18446744073709551615,\"a.list\":[\"x\",null],"
                + "\"a.none\":null,\"evt.time\":1540475929736141000,\"ka.ok\":true,"
                + "\"ka.user\":\"jane\"},\"priority\":\"Warning\",\"rule\":\"a rule\","
                + "\"source\":\"k8s_audit\",\"tags\":[\"k8s\",\"pod\"],"
                + "\"time\":\"2018-10-25T13:58:49.736141000Z\"}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "100.0, 100.0",
    "0.0390625, 0.0390625",
    "9.5367431640625E-4, 0.00095367431640625",
    "-1.0E-4, -0.0001",
    "5.0E-5, 5e-05",
    "9.5E-5, 9.5e-05",
    "1.23456789012345E14, 123456789012345.0",
    "1.0E7, 10000000.0",
    "1.0E15, 1e+15",
    "-1.25E100, -1.25e+100",
    "NaN, null"
  })
  void fractionsAreWrittenAsFalcoDoes(double number, String expected) {
    LineBuffer line = new LineBuffer(64);
    JsonAlertFormat.appendValue(number, line);
    assertThat(new String(line.toByteArray(), StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  @Test
  void partsOfJsonCanBeLeftOutAndTheMessageAdded() {
    assertThat(line(json(new Parts(false, true, false, false)), alert("Pod")))
        .isEqualTo(
            "{\"hostname\":\"node-1\",\"message\":\"Pod\",\"priority\":\"Warning\","
                + "\"rule\":\"a rule\",\"source\":\"k8s_audit\","
                + "\"time\":\"2018-10-25T13:58:49.736141000Z\"}\n");
  }

  @Test
  void anInternalAlertHasItsFieldsBehindTheMessage() {
    assertThat(line(new TextAlertFormat(AlertTime.ISO_8601, ZoneOffset.UTC), internal()))
        .isEqualTo("13:58:49.736141000: Debug Lost 2 events (a=2 b=\"x\\ny\")\n");
  }

  @Test
  void anInternalAlertAsJsonHasNoTimeInItsOutput() {
    assertThat(line(json(new Parts(false, true, false, true)), internal()))
        .isEqualTo(
            "{\"hostname\":\"node-1\",\"output\":\"Lost 2"
                + " events\",\"output_fields\":{\"a\":2,\"b\":\"x\\n"
                + "y\"},\"priority\":\"Debug\",\"rule\":\"Lost\",\"source\":\"internal\",\"time\":\"2018-10-25T13:58:49.736141000Z\"}\n");
  }

  private static InternalAlert internal() {
    return InternalAlert.of(
        TIME, Priority.DEBUG, "Lost", "Lost 2 events", Map.of("b", "x\ny", "a", 2L));
  }

  private static String line(AlertFormat format, InternalAlert alert) {
    LineBuffer line = new LineBuffer(16);
    format.append(alert, line);
    return new String(line.toByteArray(), StandardCharsets.UTF_8);
  }

  private static JsonAlertFormat json(Parts parts) {
    return new JsonAlertFormat(AlertTime.CLOCK, ZoneOffset.UTC, "node-1", parts);
  }

  private static Alert alert(String message) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("ka.user", "jane");
    fields.put("ka.ok", true);
    fields.put("a.none", null);
    fields.put("a.list", Arrays.asList("x", null));
    fields.put("a.big", new BigInteger("18446744073709551615"));
    return new Alert(
        TIME, Priority.WARNING, "a rule", "k8s_audit", message, fields, List.of("pod", "k8s"));
  }

  private static String line(AlertFormat format, Alert alert) {
    LineBuffer line = new LineBuffer(0);
    format.append(alert, line);
    return new String(line.toByteArray(), StandardCharsets.UTF_8);
  }
}

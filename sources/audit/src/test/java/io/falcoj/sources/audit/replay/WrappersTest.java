// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events are found in what other programs wrap around them, whatever that is. */
@Timeout(120)
class WrappersTest {

  private static final String A = DamagedLogsTest.event("a");
  private static final String B = DamagedLogsTest.event("b");

  @Test
  void findsEventsInAnyWrapper() throws IOException {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      int count = random.nextInt(1, 6);
      StringBuilder log = new StringBuilder();
      List<String> expected = new ArrayList<>();
      List<String> plain = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String event = DamagedLogsTest.event("e" + i);
        expected.add("e" + i);
        plain.add(event);
        log.append(wrapped(event, random)).append('\n');
      }
      Recorder recorder = read(log.toString(), random.nextBoolean() ? 1 << 12 : 64);
      assertThat(recorder.auditIds()).as("seed %d: %s", seed, log).isEqualTo(expected);
      assertThat(recorder.messages()).as("seed %d: %s", seed, log).isEmpty();
      assertThat(recorder.events)
          .as("seed %d: %s", seed, log)
          .isEqualTo(read(String.join("\n", plain), 1 << 12).events);
    }
  }

  @Test
  void saysOnceWhatWasUnwrapped() throws IOException {
    Recorder recorder = read("{\"a\":{\"b\":[" + A + "]}}\n{\"c\":" + quoted(B) + "}", 1 << 12);
    assertThat(recorder.notes)
        .extracting(ReadNote::message)
        .containsExactly("-:1: 2 k8s audit events were taken out of other records, at a.b[]");
  }

  @Test
  void readsBatchesThatWereCompressedForTransport() throws IOException {
    String batch = "{\"logEvents\":[{\"message\":" + quoted(A) + "},{\"message\":\"I0101 x\"}]}";
    String log = "{\"data\":\"" + base64(FormsTest.gzip(utf8(batch))) + "\"}\n" + B;
    Recorder recorder = read(log, 1 << 12);
    assertThat(recorder.auditIds()).containsExactly("a", "b");
    assertThat(recorder.lastProgress.notAudit()).isEqualTo(1);
  }

  @Test
  void tellsOfCompressedDataThatBreaksOff() throws IOException {
    byte[] packed = FormsTest.gzip(utf8(A + "\n" + A.replace("\"a\"", "\"c\"")));
    byte[] cut = Arrays.copyOf(packed, packed.length - 12);
    Recorder recorder = read("{\"data\":\"" + base64(cut) + "\"}\n" + B, 1 << 12);
    assertThat(recorder.auditIds()).contains("b");
    assertThat(recorder.problems)
        .extracting(ReadProblem::kind)
        .containsExactly(ReadProblem.Kind.UNREADABLE);
  }

  @Test
  void boundsWhatCompressedDataMayComeTo() throws IOException {
    byte[] bomb = FormsTest.gzip(utf8("{\"a\":\"" + "x".repeat(40 << 20) + "\"}"));
    Recorder recorder = read("{\"data\":\"" + base64(bomb) + "\"}\n" + B, 1 << 12);
    assertThat(recorder.auditIds()).containsExactly("b");
    assertThat(recorder.problems)
        .extracting(ReadProblem::kind)
        .containsExactly(ReadProblem.Kind.TOO_LARGE);
    assertThat(recorder.problems.get(0).reason())
        .isEqualTo("what is packed in it comes to more than the limit of 16777216 bytes");
  }

  @Test
  void judgesAnEventOnceThatARecordHoldsAsTextAndParsed() throws IOException {
    String log =
        "{\"event\":{\"original\":" + quoted(A) + "},\"kubernetes\":{\"audit\":" + A + "}}\n" + B;
    Recorder recorder = read(log, 1 << 12);
    assertThat(recorder.auditIds()).containsExactly("a", "b");
    assertThat(recorder.notes)
        .extracting(ReadNote::kind)
        .containsExactly(ReadNote.Kind.UNWRAPPED, ReadNote.Kind.REPEATED);
  }

  @Test
  void takesEqualEventsOfABatchForTwo() throws IOException {
    assertThat(read("{\"rows\":[" + A + "," + A + "]}", 1 << 12).auditIds())
        .containsExactly("a", "a");
  }

  @Test
  void leavesWhatObjectsOfKubernetesHoldAlone() throws IOException {
    String map =
        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"data\":{\"x\":" + quoted(A) + "}}";
    Recorder recorder = read(map + "\n" + B, 1 << 12);
    assertThat(recorder.auditIds()).containsExactly("b");
    assertThat(recorder.problems)
        .extracting(ReadProblem::kind)
        .containsExactly(ReadProblem.Kind.NOT_AN_EVENT);
  }

  @Test
  void readsRowsOfAzuresTable() throws IOException {
    String row =
        "{\"TimeGenerated\":\"2026-01-01T00:00:01Z\",\"Level\":\"Request\",\"AuditId\":\"r\","
            + "\"RequestUri\":\"/api\",\"Verb\":\"create\",\"User\":\"{\\\"username\\\":\\\"x\\\"}\","
            + "\"ObjectRef\":{\"resource\":\"pods\"},\"ResponseObject\":\"\","
            + "\"StageReceivedTime\":\"2026-01-01T00:00:00Z\",\"Type\":\"AKSAudit\"}";
    Recorder recorder = read(row, 1 << 12);
    assertThat(recorder.events)
        .containsExactly(
            "1 1767225600000000000 {\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\","
                + "\"timestamp\":\"2026-01-01T00:00:01Z\",\"level\":\"Request\",\"auditID\":\"r\","
                + "\"requestURI\":\"/api\",\"verb\":\"create\",\"user\":{\"username\":\"x\"},"
                + "\"objectRef\":{\"resource\":\"pods\"},"
                + "\"stageTimestamp\":\"2026-01-01T00:00:00Z\"}");
  }

  @Test
  void survivesDataThatUnpacksForever() throws IOException {
    String nested = "x";
    for (int i = 0; i < 40; i++) {
      nested = "{\"d\":\"" + base64(FormsTest.gzip(utf8(nested))) + "\"}";
    }
    Recorder recorder = read(nested + "\n" + B, 1 << 12);
    assertThat(recorder.auditIds()).containsExactly("b");
    assertThat(recorder.problems).hasSize(1);
  }

  /** Puts one to four wrappers of random kinds around an event. */
  private static String wrapped(String event, Random random) {
    String text = event;
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      text = wrappedOnce(text, random);
    }
    return text;
  }

  private static String wrappedOnce(String json, Random random) {
    String value =
        switch (random.nextInt(6)) {
          case 0, 1 -> json;
          case 2, 3 -> quoted(json + (random.nextBoolean() ? "\n" : ""));
          case 4 -> '"' + base64(utf8(json)) + '"';
          default -> '"' + base64(FormsTest.gzip(utf8(json))) + '"';
        };
    String key = new String[] {"_raw", "line", "message", "x.y", "é", "payload"}[random.nextInt(6)];
    String member = '"' + key + "\":" + value;
    return switch (random.nextInt(6)) {
      case 0 -> "{" + member + "}";
      case 1 -> "{\"level\":\"info\"," + member + ",\"tags\":[\"a\",\"b\"]}";
      case 2 -> "{\"results\":[[{\"field\":\"f\",\"value\":\"v\"},{" + member + "}]]}";
      case 3 -> "{\"streams\":[{\"values\":[[\"17\"," + value + "]]}]}";
      case 4 -> "{\"n\":null,\"host\":{\"name\":\"{not json\"}," + member + "}";
      default -> "{\n  \"at\": 5,\n  " + member + "\n}";
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static Recorder read(String log, int chunkSize) throws IOException {
    return DamagedLogsTest.read(utf8(log), 2, chunkSize);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in a log is told with its place, and costs nothing of what stands beside it. */
public class DamagedLogsTest {

  private static final String A = event("a");
  private static final String B = event("b");
  private static final String C = event("c");
  private static final String CUT = A.substring(0, 40);

  /**
   * A log and what is read from it.
   *
   * @param events their audit ids
   * @param problems each as kind, line, and line:column of the place
   */
  private record Case(String name, String log, String events, String... problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("nothing", "", ""),
        new Case("blank lines", "\n\n " + A + "\n\n\r\n" + B + "\n  \n", "ab"),
        new Case("no line end", A + "\n" + B, "ab"),
        new Case("two on a line", A + B + " " + C + "\n", "abc"),
        new Case("byte order mark", "\uFEFF" + A + "\n", "a"),
        new Case("text", A + "\nwhat?\n" + B, "ab", "MALFORMED 2 2:1"),
        new Case("text before a record", "x" + A + "\n" + B, "ab", "MALFORMED 1 1:1"),
        new Case("header of a log line", "host apiserver: " + A + "\n" + B, "ab"),
        new Case("container log", "2026-01-01T00:00:00.1Z stdout F " + A + "\n" + B, "ab"),
        new Case("log of a container runtime", "{\"log\":" + quoted(A + "\n") + "}\n" + B, "ab"),
        new Case("a brace too many", A + "}\n" + B, "ab", "MALFORMED 1 1:" + (A.length() + 1)),
        new Case("cut line", A + "\n" + CUT + "\n" + B, "ab", "MALFORMED 2 2:41"),
        new Case("cut line at the end", A + "\n" + CUT, "a", "TRUNCATED 2 2:41"),
        new Case("cut before a value", "{\"a\":\n" + A + "\n" + B, "ab", "MALFORMED 1 3:1"),
        new Case("cut in an object", "{\"a\":{\n" + A + "\n" + B, "ab", "MALFORMED 1 2:1"),
        new Case("cut in a list", "{\"a\":[\n" + A + "\n" + B, "ab", "MALFORMED 1 3:1"),
        new Case("cut between members", "{\"a\":1,\n" + A + "\n" + B, "ab", "MALFORMED 1 2:1"),
        new Case(
            "cut document over lines",
            "{\n  \"kind\": \"Event\",\n  \"user\": {\n" + A + "\n{\n \"kind\": 1\n}\n" + B,
            "ab",
            "MALFORMED 1 4:1",
            "NOT_AN_EVENT 5 5:1"),
        new Case("no number", "{\"a\":01}\n" + A, "a", "MALFORMED 1 1:7"),
        new Case("control character", "{\"a\":\"\t\"}" + A + "\n" + B, "ab", "MALFORMED 1 1:7"),
        new Case("wrong escape", "{\"a\":\"\\x\"}\n" + A, "a", "MALFORMED 1 1:7"),
        new Case("NUL in a string", "{\"a\":\"\0\"}\n" + A, "a", "MALFORMED 1 1:7"),
        new Case("NULs before a record", A + "\n\0\0\0" + B + "\n" + C, "abc", "MALFORMED 2 2:1"),
        new Case(
            "comma between documents", A + ",\n" + B, "ab", "MALFORMED 1 1:" + (A.length() + 1)),
        new Case("array", "[" + A + "," + B + "]", "ab"),
        new Case("arrays in an array", "[[" + A + "],[],[" + B + "]]", "ab"),
        new Case("empty array", "[]\n" + A, "a"),
        new Case("array of numbers", "[1,\"two\",null]\n" + A, "a", "NOT_AN_EVENT 1 1:1"),
        new Case("texts in an array", "[" + quoted(A) + "," + quoted(B) + "]", "ab"),
        new Case(
            "other in an array",
            "[" + A + ",{\"b\":1}," + C + "]",
            "ac",
            "NOT_AN_EVENT 1 1:" + (A.length() + 3)),
        new Case(
            "damaged in an array",
            "[" + A + ",{\"b\" 1}," + C + "]",
            "ac",
            "MALFORMED 1 1:" + (A.length() + 8)),
        new Case(
            "damaged over lines",
            "[\n" + A + ",\n" + CUT + "\n" + B + ",\n" + C + "\n]\n" + A,
            "abca",
            "MALFORMED 3 3:41"),
        new Case("array without end", "[" + A + "," + B + "\n", "ab", "TRUNCATED 1 2:1"),
        new Case(
            "array without end before others",
            "[" + A + "\n" + B + "\n" + C,
            "abc",
            "MALFORMED 1 2:1"),
        new Case("list", list(A + "," + B) + "\n" + C, "abc"),
        new Case(
            "list, members last",
            "{\"items\":[" + A + "," + B + "],\"kind\":\"EventList\"}" + C,
            "abc"),
        new Case(
            "damaged in a list",
            list(A + ",{\"kind\":\"Event\",}," + B) + list(C),
            "abc",
            "MALFORMED 1 1:" + (A.length() + 30 + 17)),
        new Case(
            "other in a list",
            list(A + ",7,{\"kind\":\"Pod\"}") + C,
            "ac",
            "NOT_AN_EVENT 1 1:" + (A.length() + 31),
            "NOT_AN_EVENT 1 1:" + (A.length() + 33)),
        new Case("empty list", list("") + A, "a"),
        new Case(
            "damaged behind the list",
            list(A).replace("}]", "}],x") + "\n" + B,
            "ab",
            "MALFORMED 1 1:" + (A.length() + 32)),
        new Case("wrong kind", "{\"kind\": 0}\n" + A, "a", "NOT_AN_EVENT 1 1:1"),
        new Case(
            "another kind",
            "{\"kind\":\"Pod\",\"auditID\":\"x\"}\n" + A,
            "a",
            "NOT_AN_EVENT 1 1:1"),
        new Case("no kind", A.replace("\"kind\":\"Event\",", "") + "\n" + B, "ab"),
        new Case("escaped kind", A.replace("kind", "\\u006bind") + "\n" + B, "ab"),
        new Case("no time", "{\"kind\":\"Event\",\"auditID\":\"x\"}\n" + A, "xa"),
        new Case("no time that is one", A.replace("2026-01-01", "2026-13-01"), "a"),
        new Case("escaped slash", A.replace("io/v1", "io\\/v1") + "\n" + B, "ab"),
        new Case(
            "event of nobody knows what",
            "{\"kind\":\"Event\",\"reason\":\"x\"}\n" + A,
            "a",
            "NOT_AN_EVENT 1 1:1"),
        new Case(
            "event of the core group",
            A.replace("audit.k8s.io/v1", "v1") + "\n" + B,
            "b",
            "NOT_AN_EVENT 1 1:1"),
        new Case("received only", A.replace("stageTimestamp", "requestReceivedTimestamp"), "a"),
        new Case("old time only", A.replace("stageTimestamp", "timestamp"), "a"),
        new Case(
            "text of a message cut by the cloud",
            "{\"message\":" + quoted(CUT + "[Truncated...]") + "}\n" + A,
            "a",
            "TRUNCATED 1 1:1"),
        new Case(
            "line of an export cut by the cloud",
            "2026-01-01T00:00:00.000Z "
                + A
                + "\n2026-01-01T00:00:00.000Z "
                + CUT
                + "[Truncated...]\n"
                + "2026-01-01T00:00:00.000Z "
                + B,
            "ab",
            "TRUNCATED 2 2:80"),
        new Case(
            "other components",
            "2026-01-01T00:00:00.000Z "
                + A
                + "\n2026-01-01T00:00:00.000Z I0101 00:00:00.1 x.go:1] y\n"
                + "goroutine 1 [running]:\n2026-01-01T00:00:00.000Z {\"level\":\"info\"}\n"
                + "2026-01-01T00:00:00.000Z {level: info}\n"
                + "2026-01-01T00:00:00.000Z "
                + B,
            "ab"),
        new Case(
            "lines of components",
            "I0101 00:00:00.1 1 x.go:1] {\n" + A + "\ntime=\"2\" msg=x",
            "a"),
        new Case(
            "trace of a slow request",
            A
                + "\nI0101 00:00:00.1 1 trace.go:236] Trace[1]: \"Update\" (total time: 2ms):\n"
                + "Trace[1]: ---\"Writing http response done\" 2ms (00:00:00.1)\n"
                + "Trace[1]: [2.1ms] [2.1ms] END\n"
                + B,
            "ab"),
        new Case(
            "stack behind a log line",
            A + "\nE0101 00:00:00.1 1 x.go:1] panic: x\n\ngoroutine 1 [running]:\nmain.f()\n" + B,
            "ab"),
        new Case(
            "piece of an event behind a log line",
            "E0101 00:00:00.1 1 x.go:1] x\n" + CUT.substring(1) + "\n" + A,
            "a",
            "MALFORMED 2 2:1"),
        new Case("line of a system's log", "Nov  2 00:00:00 node kubelet[7]: x\n" + A, "a"),
        new Case("record of a component", A + "\n{\"ts\":1.5,\"v\":0,\"msg\":\"x\"}\n" + B, "ab"),
        new Case(
            "first line of duplicates", A.replace("\"kind\"", "\"auditID\":\"z\",\"kind\""), "z"),
        new Case(
            "number beyond 64 bits", A.replace("}", ",\"n\":123456789012345678901234567890}"), "a"),
        new Case("half a pair", A.replace("}", ",\"n\":\"\\ud800\"}"), "a"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesNothingElse(Case wanted) throws IOException {
    byte[] log = wanted.log().getBytes(StandardCharsets.UTF_8);
    for (int chunkSize : new int[] {ChunkReader.CHUNK_SIZE, 1 << 12}) {
      for (int workers : new int[] {1, 2}) {
        assertReads(wanted, read(log, workers, chunkSize));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsOnBehindIt(Case wanted) throws IOException {
    // Chunks of a few bytes: each record is looked for by its brackets first.
    Recorder small = read(wanted.log().getBytes(StandardCharsets.UTF_8), 2, 48);
    assertThat(small.lastProgress.events()).isEqualTo(small.events.size());
    assertThat(String.join("", small.auditIds())).isEqualTo(wanted.events());
    assertThat(small.problems).hasSizeLessThanOrEqualTo(wanted.problems().length);
  }

  @Test
  void theLastOfEqualKeysTellsWhatARecordIs() throws Exception {
    String one = event("one");
    String two = event("two");
    String disguised =
        one.replace("{\"kind\":\"Event\"", "{\"kind\":\"Pod\",\"k\\u0069nd\":\"Event\"");
    String log =
        "{\"kind\":\"EventList\",\"items\":[" + one + "],\"items\":[" + two + "]}\n" + disguised;
    assertThat(read(log.getBytes(StandardCharsets.UTF_8), 1, 1 << 16).auditIds())
        .containsExactly("two", "one");
  }

  private static void assertReads(Case wanted, Recorder actual) {
    assertThat(String.join("", actual.auditIds())).isEqualTo(wanted.events());
    assertThat(actual.problems.stream().map(DamagedLogsTest::placeOf))
        .as("%s", actual.messages())
        .containsExactlyElementsOf(Arrays.asList(wanted.problems()));
    assertThat(actual.lastProgress.skipped()).isEqualTo(actual.problems.size());
  }

  private static String placeOf(ReadProblem problem) {
    return problem.kind()
        + " "
        + problem.line()
        + " "
        + problem.problemLine()
        + ":"
        + problem.column();
  }

  public static Recorder read(byte[] log, int workers, int chunkSize) throws IOException {
    Recorder recorder = new Recorder();
    AuditLogReplay.of(List.of("-"))
        .withStandardInput(new ByteArrayInputStream(log))
        .withWorkers(workers)
        .withChunkSize(chunkSize)
        .run(Recorder::evaluator, recorder);
    return recorder;
  }

  public static String event(String id) {
    return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\""
        + id
        + "\",\"stageTimestamp\":\"2026-01-01T00:00:00Z\"}";
  }

  private static String list(String items) {
    return "{\"kind\":\"EventList\",\"items\":[" + items + "]}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.audit.chunks.ChunkProblems;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are larger than a chunk, than an event may be, and than anything is. */
class LargeRecordsTest {

  private static final String A = DamagedLogsTest.event("a");
  private static final String B = DamagedLogsTest.event("b");
  private static final int MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {250_000, 262_000, 262_144, 300_000, 524_288, 5_000_000})
  void readsEventsOfAnySizeUpToTheLimit(int size) throws IOException {
    String large = large("l", size);
    Recorder recorder = read(stream(A + "\n", large + "\n", B), 2, 5_000_000);
    assertThat(recorder.auditIds()).containsExactly("a", "l", "b");
    assertThat(recorder.problems).isEmpty();
    Recorder pretty = read(stream(A, "{\n", large.substring(1), B), 2, 5_000_001);
    assertThat(pretty.auditIds()).containsExactly("a", "l", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000, 1_000_000})
  void skipsAndNamesAnEventAboveTheLimit(int limit) throws IOException {
    String large = large("l", limit + 200);
    Recorder recorder = read(stream(A + "\n\n", large + large + "\n", B), 2, limit + 199);
    assertThat(recorder.auditIds()).containsExactly("a", "b");
    assertThat(recorder.problems).hasSize(2);
    for (int i = 0; i < 2; i++) {
      ReadProblem problem = recorder.problems.get(i);
      assertThat(problem.kind()).isEqualTo(ReadProblem.Kind.TOO_LARGE);
      assertThat(problem.line()).isEqualTo(3);
      assertThat(problem.column()).isEqualTo(1 + (long) i * (limit + 200));
      assertThat(problem.reason())
          .isEqualTo("the event has %d bytes, more than the limit of %d", limit + 200, limit + 199);
      assertThat(problem.excerpt()).startsWith("{\"kind\":\"Event\"").hasSize(80);
    }
  }

  @Test
  void doesNotHoldALineOf64Mebibytes() throws IOException {
    for (byte filler : new byte[] {'x', '{', '[', '"', '\\', ' ', 0}) {
      for (String start : new String[] {"", "{\"kind\":\"Event\",\"x\":\"", "[\""}) {
        InputStream line = new FillerStream(filler, 64 * MEBIBYTE);
        Recorder recorder =
            read(stream(stream(A + "\n" + start), line, stream("\n" + B + "\n")), 2, MEBIBYTE);
        assertThat(recorder.auditIds()).as("%c after %s", filler, start).containsExactly("a", "b");
        assertThat(recorder.lastProgress.bytes())
            .isEqualTo(64L * MEBIBYTE + A.length() + B.length() + start.length() + 3);
        boolean manyTexts = filler == '"' && start.startsWith("[");
        boolean blank = filler == ' ' && start.isEmpty();
        assertThat(recorder.problems.size())
            .as("%c after %s: %s", filler, start, recorder.messages())
            .isBetween(blank ? 0 : 1, blank ? 0 : manyTexts ? Integer.MAX_VALUE : 2);
        if (!blank) {
          assertThat(recorder.problems.get(0).line()).isEqualTo(2);
        }
      }
    }
  }

  @Test
  void readsListsOfAnySize() throws IOException {
    int count = 20_000;
    List<String> items = Collections.nCopies(count, A);
    String one = "{\"kind\":\"EventList\",\"items\":[" + String.join(",", items) + "]}";
    String many =
        "{\n \"items\": [\n" + String.join(",\n", items) + "\n ],\n \"kind\": \"EventList\"\n}\n";
    String array = "[" + String.join(" , ", items) + "]";
    for (String list : List.of(one, many, array, "[" + one + "," + array + "]")) {
      Recorder recorder = read(stream(B, list, B + "\n" + B), 2, 100_000);
      assertThat(recorder.messages()).isEmpty();
      assertThat(recorder.lastProgress.events())
          .isEqualTo(list.startsWith("[{\"kind\":\"EventList") ? 2 * count + 3 : count + 3);
      assertThat(recorder.auditIds()).startsWith("b", "a").endsWith("a", "b", "b");
    }
  }

  @Test
  void tellsTheLineOfWhatIsWrongInALargeList() throws IOException {
    List<String> items = new ArrayList<>(Collections.nCopies(5000, A));
    items.set(4000, "{\"kind\":\"Event\",}");
    items.add(large("l", 2 * MEBIBYTE));
    items.add(B);
    String list = "[\n" + String.join(",\n", items);
    Recorder recorder = read(stream("\n", list), 2, MEBIBYTE);
    assertThat(recorder.lastProgress.events()).isEqualTo(5000);
    assertThat(recorder.problems.stream().map(p -> p.kind() + " " + p.line() + ":" + p.column()))
        .containsExactly(
            "MALFORMED 4003:17", "TOO_LARGE 5003:1", "TRUNCATED 5004:" + (B.length() + 1));
  }

  @Test
  void tellsDeepNesting() throws IOException {
    String deep = "[".repeat(11_000) + "]".repeat(11_000);
    String event = A.replace("}", ",\"requestObject\":" + deep + "}");
    for (String bad : List.of(deep, event, "[".repeat(1_000_000), "{\"a\":".repeat(300_000))) {
      Recorder recorder = read(stream(A + "\n", bad + "\n", B), 1, MEBIBYTE);
      assertThat(recorder.auditIds()).containsExactly("a", "b");
      assertThat(recorder.problems.get(0).line()).isEqualTo(2);
      // A list that is not closed may be told as well.
      assertThat(recorder.problems).hasSizeBetween(1, 2);
    }
    assertThat(read(stream(event), 1, MEBIBYTE).messages().get(0))
        .endsWith("nested deeper than 10240 levels");
  }

  @Test
  void countsProblemsBeyondThoseItTells() throws IOException {
    Recorder recorder = read(stream("x\n".repeat(100_000), A), 2, MEBIBYTE);
    assertThat(recorder.auditIds()).containsExactly("a");
    assertThat(recorder.lastProgress.skipped()).isEqualTo(100_000);
    assertThat(recorder.problems).hasSize(ChunkProblems.MAX_TOLD);
  }

  private static String large(String id, int size) {
    String event = DamagedLogsTest.event(id);
    String start = event.substring(0, event.length() - 1) + ",\"x\":\"";
    return start + "x".repeat(size - start.length() - 2) + "\"}";
  }

  private static InputStream stream(String... parts) {
    return new ByteArrayInputStream(String.join("", parts).getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream stream(InputStream... parts) {
    return new SequenceInputStream(Collections.enumeration(List.of(parts)));
  }

  private static Recorder read(InputStream log, int workers, int maxEventSize) throws IOException {
    Recorder recorder = new Recorder();
    AuditLogReplay.of(List.of("-"))
        .withStandardInput(log)
        .withWorkers(workers)
        .withMaxEventSize(maxEventSize)
        .run(Recorder::evaluator, recorder);
    return recorder;
  }

  /** The same byte many times. */
  private static final class FillerStream extends InputStream {

    private final byte filler;
    private int left;

    FillerStream(byte filler, int length) {
      this.filler = filler;
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? filler & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = Math.min(length, left);
      Arrays.fill(target, offset, offset + count, filler);
      left -= count;
      return count;
    }
  }
}

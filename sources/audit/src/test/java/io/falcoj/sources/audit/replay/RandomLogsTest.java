// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs put together at random: all forms mixed, and bytes that are no log at all. */
@Timeout(600)
class RandomLogsTest {

  private static final String[] FRAGMENTS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    " ",
    "\0",
    "\r\n",
    "1",
    "true",
    "nul",
    "é",
    "{\"kind\":\"Event\",",
    "{\"items\":[",
    "{\"logEvents\":[",
    "{\"message\":\"",
    "\"a\":",
    "\\u00",
    "2026-01-01T00:00:00Z ",
    "I0101 00:00:00 ",
    "[Truncated...]",
    "{\"protoPayload\":{",
    "\"serviceName\":\"k8s.io\",\"methodName\":\"\"",
    "\"properties\":{\"log\":\"{",
    "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\"x\","
        + "\"stageTimestamp\":\"2026-01-01T00:00:00Z\"}"
  };

  private int nextId;

  @Test
  void readsAllFormsMixed() throws IOException {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      nextId = 0;
      StringBuilder log = new StringBuilder();
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        log.append(document(random, 0)).append(separator(random));
      }
      List<String> expected = new ArrayList<>();
      for (int id = 0; id < nextId; id++) {
        expected.add("e" + id);
      }
      for (int chunkSize : new int[] {1, random.nextInt(2, 600), ChunkReader.CHUNK_SIZE}) {
        Recorder recorder = read(log.toString(), chunkSize, random.nextInt(1, 4));
        assertThat(recorder.auditIds())
            .as("seed %d, chunks of %d: %s", seed, chunkSize, log)
            .isEqualTo(expected);
        assertThat(recorder.messages())
            .as("seed %d, chunks of %d: %s", seed, chunkSize, log)
            .isEmpty();
      }
    }
  }

  @Test
  void survivesWhatIsNoLog() throws IOException {
    for (long seed = 1; seed <= 1500; seed++) {
      Random random = new Random(seed);
      StringBuilder log = new StringBuilder();
      for (int i = random.nextInt(1, 60); i > 0; i--) {
        log.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
      }
      String text = log.toString();
      Recorder whole = read(text, ChunkReader.CHUNK_SIZE, 1);
      Recorder small = read(text, random.nextInt(1, 80), 2);
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      assertThat(whole.lastProgress.bytes()).as("seed %d", seed).isEqualTo(bytes);
      assertThat(small.lastProgress.bytes()).as("seed %d", seed).isEqualTo(bytes);
      long lines = 1 + text.chars().filter(c -> c == '\n').count();
      for (ReadProblem problem : small.problems) {
        assertThat(problem.line()).as("seed %d: %s", seed, problem).isBetween(1L, lines);
        assertThat(problem.problemLine()).isBetween(1L, lines);
        assertThat(problem.column()).isBetween(1L, (long) bytes + 1);
      }
    }
  }

  /** A document of one of the forms; its events get the next ids. */
  private String document(Random random, int depth) {
    switch (random.nextInt(depth > 1 ? 3 : 10)) {
      case 0, 1:
        return event(random);
      case 2:
        return indented(event(random));
      case 3:
        return indented(list(random, depth));
      case 4:
        return list(random, depth);
      case 5:
        return "[" + elements(random, depth, random.nextBoolean() ? ",\n" : ",") + "]";
      case 6:
        return "{\"message\":" + quoted(event(random)) + "}";
      case 7:
        return "{\"records\":[{\"properties\":{\"log\":"
            + quoted(event(random) + "\n")
            + "}},{\"properties\":{\"log\":"
            + event(random)
            + "}},{\"category\":\"guard\",\"properties\":{\"log\":\"text\"}}]}";
      case 8:
        return "{\"logEvents\":[{\"id\":\"1\",\"message\":"
            + quoted(event(random))
            + "},{\"message\":\"I0101 text\"}]}";
      default:
        return "{\"events\":[\n{\"message\":" + quoted(event(random)) + "}\n]}";
    }
  }

  private String list(Random random, int depth) {
    String items = "\"items\":[" + elements(random, depth, ",") + "]";
    return random.nextBoolean()
        ? "{\"kind\":\"EventList\"," + items + "}"
        : "{" + items + ",\"metadata\":{},\"kind\":\"EventList\"}";
  }

  private String elements(Random random, int depth, String separator) {
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      elements.add(random.nextInt(4) == 0 ? document(random, depth + 1) : event(random));
    }
    return String.join(separator, elements);
  }

  private String event(Random random) {
    String event = DamagedLogsTest.event("e" + nextId++);
    String filler = "{\"x\":\"" + "\\\"}\\n{".repeat(random.nextInt(40)) + "\",\"y\":[1,{}]}";
    return event.substring(0, event.length() - 1) + ",\"requestObject\":" + filler + "}";
  }

  private static String separator(Random random) {
    return new String[] {"\n", "\n", "\r\n", "", " ", "\n\n \n"}[random.nextInt(6)];
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String indented(String json) {
    JsonDocument document = new JsonDocument();
    try {
      document.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException(e);
    }
    Values values = new Values();
    document.addPrettyText(JsonDocument.ROOT, values);
    return values.stringAt(0);
  }

  private static Recorder read(String log, int chunkSize, int workers) throws IOException {
    Recorder recorder = new Recorder();
    AuditLogReplay.of(List.of("-"))
        .withStandardInput(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))
        .withWorkers(workers)
        .withChunkSize(chunkSize)
        .run(Recorder::evaluator, recorder);
    return recorder;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same ten events in every form in which they are recorded, over every mode of input. */
public class FormsTest {

  /** Forms that hold the events as they are. */
  private static final List<String> EXACT =
      List.of(
          "array-one-line.json",
          "array.json",
          "aks-object.jsonl",
          "aks-records.json",
          "aks-string.jsonl",
          "eks-filter-log-events.json",
          "eks-message.jsonl",
          "eks-s3-export.txt",
          "eks-subscription.json",
          "eks-subscription.json.gz",
          "event-list-items-first.json",
          "event-list-pretty.json",
          "event-list.json",
          "event-lists.jsonl",
          "lines.jsonl",
          "lines.jsonl.gz",
          "lines.jsonl.zst",
          "pretty-tight.json",
          "pretty.json",
          "two-members.jsonl.gz");

  /** Forms that hold only a part of each event. */
  private static final List<String> PARTS = List.of("gke-entries.json", "gke-entries.jsonl");

  private static final List<Storage> STORAGES =
      List.of(
          new Storage("plain", bytes -> bytes),
          new Storage("gzip", FormsTest::gzip),
          new Storage("zstd", Zstd::compress),
          new Storage("gzip in gzip", bytes -> gzip(gzip(bytes))));

  /** A way of storing bytes. */
  private record Storage(String name, UnaryOperator<byte[]> store) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> exactForms() {
    return STORAGES.stream()
        .flatMap(storage -> EXACT.stream().map(form -> Arguments.of(form, storage)));
  }

  static Stream<Arguments> allForms() {
    return Stream.concat(EXACT.stream(), PARTS.stream())
        .flatMap(form -> STORAGES.stream().map(storage -> Arguments.of(form, storage)));
  }

  @ParameterizedTest
  @MethodSource("exactForms")
  void givesTheSameEvents(String form, Storage storage) throws IOException {
    byte[] stored = storage.store().apply(Files.readAllBytes(form(form)));
    assertThat(read(stored, 1, ChunkReader.CHUNK_SIZE, Integer.MAX_VALUE).events)
        .isEqualTo(read(form("lines.jsonl"), 1).events)
        .hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("allForms")
  void dependsNeitherOnWorkersNorOnChunksNorOnHowItArrives(String form, Storage storage)
      throws IOException {
    byte[] stored = storage.store().apply(Files.readAllBytes(form(form)));
    Recorder expected = read(stored, 1, ChunkReader.CHUNK_SIZE, Integer.MAX_VALUE);
    assertThat(expected.problems).isEmpty();
    for (int chunkSize : new int[] {64, 1000, 2048, 5000, 20_000}) {
      for (int portion : new int[] {1, 7, 4096}) {
        for (int workers : new int[] {1, 3}) {
          Recorder actual = read(stored, workers, chunkSize, portion);
          assertThat(actual.events)
              .as("chunks of %d, portions of %d, %d workers", chunkSize, portion, workers)
              .isEqualTo(expected.events);
          assertThat(actual.messages()).isEmpty();
          assertThat(actual.lastProgress.notAudit()).isEqualTo(expected.lastProgress.notAudit());
          assertThat(actual.lastProgress.bytes()).isEqualTo(expected.lastProgress.bytes());
        }
      }
    }
  }

  private static Path form(String name) {
    return TestData.file("audit/forms/" + name);
  }

  private static Recorder read(Path file, int workers) throws IOException {
    Recorder recorder = new Recorder();
    AuditLogReplay.of(List.of(file.toString()))
        .withWorkers(workers)
        .run(Recorder::evaluator, recorder);
    return recorder;
  }

  private static Recorder read(byte[] stored, int workers, int chunkSize, int portion)
      throws IOException {
    Recorder recorder = new Recorder();
    InputStream portions =
        new ThrottledStream(new ByteArrayInputStream(stored), portion) {
          @Override
          public int available() {
            // The next portion does not keep anyone waiting.
            return 1;
          }
        };
    AuditLogReplay.of(List.of("-"))
        .withStandardInput(portions)
        .withWorkers(workers)
        .withChunkSize(chunkSize)
        .run(Recorder::evaluator, recorder);
    return recorder;
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** Hands out a few bytes at a time, and never says that more is there. */
  public static class ThrottledStream extends InputStream {

    private final InputStream in;
    private final int portion;

    public ThrottledStream(InputStream in, int portion) {
      this.in = in;
      this.portion = portion;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, Math.min(length, portion));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.logs.LogFile;
import io.falcoj.sources.audit.logs.LogFiles;
import io.falcoj.sources.audit.logs.LogStream;
import io.falcoj.sources.audit.problems.ReadProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads recorded audit logs and has their events evaluated on all cores, with results in the order
 * of the input.
 *
 * <pre>{@code
 * ReplayCounters read = AuditLogReplay.of(List.of("audit.log")).run(MyEvaluator::new, listener);
 * }</pre>
 *
 * <p>What a log is written as is told by its content: JSON lines, documents over many lines or many
 * on one, arrays, {@code EventList}s, what EKS, AKS and GKE export; plain, gzip or zstd. Memory is
 * bounded whatever the size of the input, by the largest event.
 *
 * <p>Immutable; each {@code with} method returns a changed copy.
 */
public final class AuditLogReplay {

  /** Largest event that is read unless told otherwise, in bytes. */
  public static final int DEFAULT_MAX_EVENT_SIZE = 16 << 20;

  /** Largest value of {@link #withMaxEventSize}, in bytes. */
  public static final int LARGEST_MAX_EVENT_SIZE = JsonDocument.MAX_LENGTH;

  private final List<String> inputs;
  private final InputStream standardInput;
  private final int workers;
  private final int maxEventSize;
  private final boolean strict;
  private final int chunkSize;
  private final long firstNumber;

  private AuditLogReplay(
      List<String> inputs,
      InputStream standardInput,
      int workers,
      int maxEventSize,
      boolean strict,
      int chunkSize,
      long firstNumber) {
    this.inputs = List.copyOf(inputs);
    this.standardInput = standardInput;
    this.workers = workers;
    this.maxEventSize = maxEventSize;
    this.strict = strict;
    this.chunkSize = chunkSize;
    this.firstNumber = firstNumber;
  }

  /**
   * A replay of these inputs, one after another.
   *
   * @param inputs files, folders (the logs in them and below, in the order of their first events)
   *     or {@code -}, standard input
   */
  public static AuditLogReplay of(List<String> inputs) {
    return new AuditLogReplay(
        inputs,
        System.in,
        Runtime.getRuntime().availableProcessors(),
        DEFAULT_MAX_EVENT_SIZE,
        false,
        ChunkReader.CHUNK_SIZE,
        1);
  }

  /** Reads {@code -} from this stream, which is not closed; from the process's if not called. */
  public AuditLogReplay withStandardInput(InputStream stream) {
    return new AuditLogReplay(
        inputs, stream, workers, maxEventSize, strict, chunkSize, firstNumber);
  }

  /**
   * Evaluates on this many threads; on as many as there are processors if not called.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public AuditLogReplay withWorkers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one worker is needed, not " + count);
    }
    return new AuditLogReplay(
        inputs, standardInput, count, maxEventSize, strict, chunkSize, firstNumber);
  }

  /**
   * Skips larger events.
   *
   * @param bytes 1 to {@link #LARGEST_MAX_EVENT_SIZE}
   * @throws IllegalArgumentException if it is outside of that
   */
  public AuditLogReplay withMaxEventSize(int bytes) {
    if (bytes < 1 || bytes > LARGEST_MAX_EVENT_SIZE) {
      throw new IllegalArgumentException(
          "the largest event is 1 to " + LARGEST_MAX_EVENT_SIZE + " bytes, not " + bytes);
    }
    return new AuditLogReplay(
        inputs, standardInput, workers, bytes, strict, chunkSize, firstNumber);
  }

  /** Makes the first record that cannot be read end the replay. */
  public AuditLogReplay withStrict(boolean on) {
    return new AuditLogReplay(
        inputs, standardInput, workers, maxEventSize, on, chunkSize, firstNumber);
  }

  /** Numbers the events from here on; from 1 if not called. */
  public AuditLogReplay withFirstNumber(long number) {
    return new AuditLogReplay(
        inputs, standardInput, workers, maxEventSize, strict, chunkSize, number);
  }

  /** For tests: where chunks end must not matter. */
  AuditLogReplay withChunkSize(int bytes) {
    return new AuditLogReplay(
        inputs, standardInput, workers, maxEventSize, strict, bytes, firstNumber);
  }

  /**
   * Reads all inputs. Event numbers and results do not depend on the number of workers.
   *
   * @param evaluators called once for each worker, and again, on the worker's thread, when memory
   *     has run out: the batch is then evaluated again by a new one
   * @throws ReadProblemException in a strict replay, after the results of all events before it
   * @throws IOException if an input does not exist or cannot be opened (nothing was read then), if
   *     one cannot be read to its end (after the results of all events before it; the message names
   *     it), or from {@code listener}
   */
  public <R> ReplayCounters run(
      Supplier<? extends BatchEvaluator<R>> evaluators, ReplayListener<R> listener)
      throws IOException {
    List<LogFile> files = LogFiles.find(inputs);
    try (ChunkReader reader =
        new ChunkReader(files, standardInput, LogStream::open, maxEventSize, chunkSize)) {
      return new ReplayRun<R>(
              reader, workers, maxEventSize, strict, chunkSize, firstNumber, totalSize(files))
          .run(evaluators, listener);
    }
  }

  private static long totalSize(List<LogFile> files) {
    long total = 0;
    for (LogFile file : files) {
      if (file.size() < 0) {
        return -1;
      }
      total += file.size();
    }
    return total;
  }
}

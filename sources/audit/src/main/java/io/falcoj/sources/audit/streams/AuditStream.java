// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import io.falcoj.sources.audit.chunks.Chunk;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.chunks.ChunkResult;
import io.falcoj.sources.audit.logs.CountingStream;
import io.falcoj.sources.audit.logs.InflationLimit;
import io.falcoj.sources.audit.logs.LogFile;
import io.falcoj.sources.audit.logs.LogStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One text with audit events, read and evaluated piece by piece as it comes. Used by one thread.
 *
 * @see AuditStreams#open
 */
public final class AuditStream<R> implements Closeable {

  private static final long SIZE_UNKNOWN = -1;

  private final AuditStreams<R> streams;
  private final ChunkReader reader;
  private final Chunk chunk;
  private final ChunkResult<Unseen<R>> outcome = new ChunkResult<>();
  private SeenEvents.@Nullable Claim claim;
  private boolean largeBuffer;
  private boolean numbered;
  private boolean closed;
  private long nextLine = 1;

  AuditStream(AuditStreams<R> streams, String name, InputStream text, long maxInflatedSize) {
    this.streams = streams;
    this.chunk = streams.takeChunk();
    this.reader =
        new ChunkReader(
            List.of(new LogFile(name, null, SIZE_UNKNOWN)),
            text,
            stored -> inflated(stored, maxInflatedSize),
            streams.maxEventSize(),
            streams.chunkSize());
  }

  private static InputStream inflated(InputStream stored, long maxInflatedSize) throws IOException {
    CountingStream counted = new CountingStream(stored);
    return new InflationLimit(LogStream.openPlainOrGzip(counted), counted, maxInflatedSize);
  }

  /**
   * Reads on, and evaluates what has come. Where another stream has evaluated some of the same
   * events, waits until it is known whether what they came to is safe.
   *
   * @return what it came to; null at the end of the text
   * @throws StreamsBusyException if there was no evaluator for it in time, or another stream took
   *     too long; nothing more can be read then
   * @throws IOException if the text cannot be read to its end
   */
  public @Nullable StreamBatch<R> next() throws IOException, InterruptedException {
    letGo();
    numbered = false;
    if (!reader.next(chunk, this::growth)) {
      return null;
    }
    chunk.setArrival(arrivalNanos());
    Unseen<R> unseen;
    try {
      unseen = evaluate();
    } finally {
      giveBack();
    }
    return new StreamBatch<>(
        unseen.result(),
        outcome.events() - unseen.seen(),
        unseen.seen(),
        List.copyOf(outcome.problems()),
        Map.copyOf(outcome.untoldProblems()),
        List.copyOf(outcome.notes()),
        outcome.notAudit(),
        chunk.textBytes());
  }

  private static long arrivalNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  private Unseen<R> evaluate() throws StreamsBusyException, InterruptedException {
    while (true) {
      outcome.clear();
      streams.evaluate(chunk, outcome, this::number);
      Unseen<R> unseen = Objects.requireNonNull(outcome.result());
      claim = streams.claim(unseen.hashes());
      if (claim != null) {
        return unseen;
      }
    }
  }

  private void letGo() {
    if (claim != null) {
      streams.seen().letGo(claim);
      claim = null;
    }
  }

  /**
   * Remembers the events of the last piece: those that come again are left out from now on. To be
   * called when what the piece came to is safe, and not before: events that come again because it
   * was not safe must be evaluated again.
   */
  public void remember() {
    if (claim != null) {
      streams.seen().remember(claim);
      claim = null;
    }
  }

  private void growth() throws StreamsBusyException {
    streams.beginLargeBuffer();
    largeBuffer = true;
  }

  /** Lets go of a buffer that was made larger. */
  private void giveBack() {
    if (largeBuffer) {
      chunk.giveBack();
      largeBuffer = false;
      streams.endLargeBuffer();
    }
  }

  private void number(Chunk evaluated, ChunkResult<?> into, long lines) {
    if (numbered) {
      return;
    }
    numbered = true;
    into.beginAt(streams.takeNumbers(into.events()), nextLine + evaluated.skippedNewlines());
    nextLine = into.firstLine() + lines;
  }

  /** Closes the text, and gives back what was held for it. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    letGo();
    giveBack();
    streams.giveBack(chunk);
    reader.close();
  }
}

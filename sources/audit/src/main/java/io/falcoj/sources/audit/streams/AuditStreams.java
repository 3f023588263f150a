// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.chunks.Chunk;
import io.falcoj.sources.audit.chunks.ChunkEvaluator;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.chunks.ChunkResult;
import java.io.InputStream;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates audit events out of many texts that come at the same time, as bodies of requests do: a
 * bounded number of evaluators for any number of streams, each of which is read by a thread of its
 * caller. A stream that is slow holds a buffer and no evaluator.
 *
 * <p>Memory is bounded by the number of streams, and by that of large events at the same time. All
 * events have different numbers. Thread-safe.
 *
 * @param <R> what a piece of a stream comes to
 */
public final class AuditStreams<R> {

  /** Part of the heap that chunks with large events may take, as a divisor. */
  private static final int HEAP_FOR_LARGE_EVENTS = 8;

  /** Evaluators let go of what they have needed for a chunk that is larger than this. */
  private static final int LARGE_CHUNK = 4 * ChunkReader.CHUNK_SIZE;

  private final Supplier<? extends BatchEvaluator<R>> evaluators;
  private final int maxEventSize;
  private final int chunkSize;
  private final long patienceMillis;
  private final BlockingQueue<ChunkEvaluator<Unseen<R>>> idle;
  private final SeenEvents seen;
  private final Queue<Chunk> freeChunks = new ConcurrentLinkedQueue<>();
  private final Semaphore largeBuffers;
  private final AtomicLong nextNumber = new AtomicLong(1);

  /**
   * @param maxEventSize bytes of the largest event that is let through, if there is memory for it:
   *     an eighth of the heap is the limit
   * @param workers how many evaluators there are
   * @param patience how long a stream waits for one
   * @param window how many events at least are remembered, so that one that comes again is
   *     evaluated once; 0 for none
   * @param evaluators called once for each worker, and again, on any thread, when memory has run
   *     out
   */
  public AuditStreams(
      int maxEventSize,
      int workers,
      Duration patience,
      int window,
      Supplier<? extends BatchEvaluator<R>> evaluators) {
    this(
        maxEventSize,
        workers,
        patience,
        new SeenEvents(window),
        evaluators,
        ChunkReader.CHUNK_SIZE);
  }

  /** For tests: where chunks end must not matter. */
  AuditStreams(
      int maxEventSize,
      int workers,
      Duration patience,
      int window,
      Supplier<? extends BatchEvaluator<R>> evaluators,
      int chunkSize) {
    this(maxEventSize, workers, patience, new SeenEvents(window), evaluators, chunkSize);
  }

  private AuditStreams(
      int maxEventSize,
      int workers,
      Duration patience,
      SeenEvents seen,
      Supplier<? extends BatchEvaluator<R>> evaluators,
      int chunkSize) {
    this.evaluators = evaluators;
    long room = Runtime.getRuntime().maxMemory() / HEAP_FOR_LARGE_EVENTS;
    this.maxEventSize = (int) Math.min(maxEventSize, room);
    this.chunkSize = chunkSize;
    this.patienceMillis = patience.toMillis();
    this.seen = seen;
    this.idle = new ArrayBlockingQueue<>(workers, true);
    Lock secondAttempt = new ReentrantLock();
    for (int i = 0; i < workers; i++) {
      idle.add(
          new ChunkEvaluator<>(
              () -> new UnseenEvaluator<>(evaluators.get(), seen),
              this.maxEventSize,
              false,
              false,
              secondAttempt));
    }
    largeBuffers =
        new Semaphore((int) Math.max(1, Math.min(workers, room / this.maxEventSize)), true);
  }

  /**
   * Others in place of these, with other limits; they remember the events that these remember.
   * Streams that have begun go on as they are.
   */
  public AuditStreams<R> with(int newMaxEventSize, int workers, int window) {
    seen.setWindow(window);
    return new AuditStreams<>(
        newMaxEventSize, workers, Duration.ofMillis(patienceMillis), seen, evaluators, chunkSize);
  }

  /**
   * Begins a stream.
   *
   * @param name of the stream, for problems
   * @param text in any form that recorded logs have, plain, or compressed once
   * @param maxInflatedSize bytes that a compressed text may come to; what is behind is left out
   */
  public AuditStream<R> open(String name, InputStream text, long maxInflatedSize) {
    return new AuditStream<>(this, name, text, maxInflatedSize);
  }

  int maxEventSize() {
    return maxEventSize;
  }

  int chunkSize() {
    return chunkSize;
  }

  Chunk takeChunk() {
    Chunk free = freeChunks.poll();
    return free == null ? new Chunk(chunkSize) : free;
  }

  void giveBack(Chunk chunk) {
    freeChunks.add(chunk);
  }

  SeenEvents seen() {
    return seen;
  }

  /** As {@link SeenEvents#claim}: waits as long as for an evaluator. */
  SeenEvents.@Nullable Claim claim(long[] hashes)
      throws StreamsBusyException, InterruptedException {
    return seen.claim(hashes, patienceMillis);
  }

  long takeNumbers(int count) {
    return nextNumber.getAndAdd(count);
  }

  /** Waits until one more stream may have a buffer that is larger than others are. */
  void beginLargeBuffer() throws StreamsBusyException {
    try {
      if (largeBuffers.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StreamsBusyException("too many large events at the same time");
  }

  void endLargeBuffer() {
    largeBuffers.release();
  }

  /** Has a chunk evaluated on the calling thread. */
  void evaluate(Chunk chunk, ChunkResult<Unseen<R>> outcome, ChunkEvaluator.Numbering numbering)
      throws StreamsBusyException, InterruptedException {
    ChunkEvaluator<Unseen<R>> evaluator = idle.poll(patienceMillis, TimeUnit.MILLISECONDS);
    if (evaluator == null) {
      throw new StreamsBusyException("too many events at the same time");
    }
    boolean done = false;
    try {
      evaluator.evaluate(chunk, outcome, numbering);
      done = true;
    } finally {
      if (!done || chunk.capacity() > LARGE_CHUNK) {
        evaluator.forget();
      }
      idle.add(evaluator);
    }
  }
}

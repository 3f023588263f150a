// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.chunks.Chunk;
import io.falcoj.sources.audit.chunks.ChunkEvaluator;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.chunks.ChunkResult;
import io.falcoj.sources.audit.logs.LikelyContent;
import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadNotes;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.audit.problems.ReadProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One replay under way. A thread reads, workers decode and evaluate, the caller's thread delivers.
 *
 * <pre>
 *   reader --> toWorkers --> worker, worker, ...      batches go round: reader takes a free one,
 *     |                                               the deliverer gives it back, so that there
 *     +-----> toDeliver ---> deliverer --> free       are never more than a few
 * </pre>
 *
 * A worker numbers the events of its batch once those of all batches before are counted.
 *
 * @param <R> what a batch of events comes to
 */
final class ReplayRun<R> {

  /** Batches for each worker: one in work, one waiting, one to be delivered. */
  private static final int BATCHES_PER_WORKER = 3;

  /** How long to wait for threads that were told to stop; reading a pipe cannot be interrupted. */
  private static final long JOIN_MILLIS = 1000;

  private final ChunkReader reader;
  private final int workers;
  private final int maxEventSize;
  private final boolean strict;
  private final long totalInputBytes;

  private final BlockingQueue<Batch<R>> free;
  private final BlockingQueue<Batch<R>> toWorkers;
  private final BlockingQueue<Batch<R>> toDeliver;

  /** Held by the one batch whose buffer may be larger than others are. */
  private final Semaphore largeBuffer = new Semaphore(1);

  private final Numbering numbering;

  /** Held by the one worker that tries again what there was not enough memory for. */
  private final Lock secondAttempt = new ReentrantLock();

  ReplayRun(
      ChunkReader reader,
      int workers,
      int maxEventSize,
      boolean strict,
      int chunkSize,
      long firstNumber,
      long totalInputBytes) {
    numbering = new Numbering(firstNumber);
    this.reader = reader;
    this.workers = workers;
    this.maxEventSize = maxEventSize;
    this.strict = strict;
    this.totalInputBytes = totalInputBytes;
    int batches = workers * BATCHES_PER_WORKER;
    free = new ArrayBlockingQueue<>(batches);
    // Room for all batches, and for one end mark a worker.
    toWorkers = new ArrayBlockingQueue<>(batches + workers);
    toDeliver = new ArrayBlockingQueue<>(batches + 1);
    for (int i = 0; i < batches; i++) {
      free.add(new Batch<>(new Chunk(chunkSize)));
    }
  }

  ReplayCounters run(Supplier<? extends BatchEvaluator<R>> evaluators, ReplayListener<R> listener)
      throws IOException {
    List<Thread> threads = new ArrayList<>();
    threads.add(thread("audit-reader", this::read));
    for (int i = 0; i < workers; i++) {
      threads.add(thread("audit-worker-" + (i + 1), new Worker(evaluators)));
    }
    threads.forEach(Thread::start);
    try {
      return deliver(listener);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the replay was interrupted", e);
    } finally {
      stop(threads);
    }
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void stop(List<Thread> threads) {
    threads.forEach(Thread::interrupt);
    // The reader may be waiting for it; it then sees that it was interrupted.
    largeBuffer.release();
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    long sequence = 0;
    try {
      while (true) {
        Batch<R> batch = free.take();
        batch.clear();
        try {
          batch.last = !reader.next(batch.chunk, largeBuffer::acquireUninterruptibly);
        } catch (IOException | RuntimeException | Error e) {
          batch.failure = e;
          batch.last = true;
        }
        batch.chunk.setSequence(sequence++);
        toDeliver.put(batch);
        if (batch.last) {
          batch.complete();
          for (int i = 0; i < workers; i++) {
            toWorkers.put(batch);
          }
          return;
        }
        toWorkers.put(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ReplayCounters deliver(ReplayListener<R> listener)
      throws IOException, InterruptedException {
    long events = 0;
    long skipped = 0;
    long notAudit = 0;
    long bytes = 0;
    long inputBytes = 0;
    long fileEvents = 0;
    long fileSkipped = 0;
    long fileNotAudit = 0;
    ReadNotes notes = new ReadNotes();
    while (true) {
      Batch<R> batch = toDeliver.take();
      batch.awaitCompletion();
      batch.rethrowFailure();
      if (batch.last) {
        for (ReadNote note : notes.all()) {
          listener.note(note);
        }
        return new ReplayCounters(events, skipped, notAudit, bytes, inputBytes, totalInputBytes);
      }
      ChunkResult<R> outcome = batch.outcome;
      R result = outcome.result();
      if (result == null) {
        throw new IllegalStateException("an evaluator finished a batch without a result");
      }
      if (strict && !outcome.problems().isEmpty()) {
        listener.batch(result);
        throw new ReadProblemException(outcome.problems().get(0));
      }
      for (ReadProblem problem : outcome.problems()) {
        listener.problem(problem);
      }
      if (!outcome.untoldProblems().isEmpty()) {
        listener.untoldProblems(batch.chunk.file(), outcome.untoldProblems());
      }
      outcome.notes().forEach(notes::add);
      listener.batch(result);
      events += outcome.events();
      skipped += outcome.skipped();
      notAudit += outcome.notAudit();
      bytes += batch.chunk.textBytes();
      inputBytes = batch.chunk.inputBytes();
      fileEvents += outcome.events();
      fileSkipped += outcome.skipped();
      fileNotAudit += outcome.notAudit();
      if (batch.chunk.isLastOfFile()) {
        listener.fileRead(reading(batch.chunk, fileEvents, fileSkipped, fileNotAudit));
        fileEvents = 0;
        fileSkipped = 0;
        fileNotAudit = 0;
      }
      listener.progress(
          new ReplayCounters(events, skipped, notAudit, bytes, inputBytes, totalInputBytes));
      if (batch.chunk.isGrown()) {
        batch.chunk.giveBack();
        largeBuffer.release();
      }
      free.put(batch);
    }
  }

  private static FileReading reading(Chunk last, long events, long skipped, long notAudit) {
    LikelyContent content = events == 0 ? LikelyContent.of(last.beginning()) : null;
    return new FileReading(last.file(), events, skipped, notAudit, content);
  }

  /** Decodes and evaluates batches, on a thread of its own. */
  private final class Worker implements Runnable {

    private final ChunkEvaluator<R> evaluator;

    Worker(Supplier<? extends BatchEvaluator<R>> evaluators) {
      evaluator = new ChunkEvaluator<>(evaluators, maxEventSize, strict, true, secondAttempt);
    }

    @Override
    public void run() {
      try {
        for (Batch<R> batch = toWorkers.take(); !batch.last; batch = toWorkers.take()) {
          try {
            evaluator.evaluate(batch.chunk, batch.outcome, numbering);
          } catch (RuntimeException | Error e) {
            batch.failure = e;
            // The others must not wait for the numbers of this batch.
            numbering.skip(batch.chunk.sequence());
          }
          batch.complete();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A chunk on its way, with what became of it. */
  private static final class Batch<R> {

    final Chunk chunk;
    final ChunkResult<R> outcome = new ChunkResult<>();

    /** Whether there is nothing more to be read; the batch has no chunk then. */
    boolean last;

    @Nullable Throwable failure;
    private boolean complete;

    Batch(Chunk chunk) {
      this.chunk = chunk;
    }

    void clear() {
      outcome.clear();
      failure = null;
      complete = false;
    }

    synchronized void complete() {
      complete = true;
      notifyAll();
    }

    synchronized void awaitCompletion() throws InterruptedException {
      while (!complete) {
        wait();
      }
    }

    void rethrowFailure() throws IOException {
      Throwable cause = failure;
      if (cause instanceof IOException e) {
        throw e;
      }
      if (cause instanceof RuntimeException e) {
        throw e;
      }
      if (cause instanceof Error e) {
        throw e;
      }
    }
  }

  /** Gives events their numbers and lines theirs, batch after batch. */
  private static final class Numbering implements ChunkEvaluator.Numbering {

    private long nextSequence;
    private long nextNumber;
    private long nextLine;

    Numbering(long firstNumber) {
      nextNumber = firstNumber;
    }

    /** Waits until all batches before were numbered. */
    @Override
    public synchronized void number(Chunk chunk, ChunkResult<?> outcome, long lines)
        throws InterruptedException {
      if (nextSequence > chunk.sequence()) {
        // Evaluated again: it has its numbers.
        return;
      }
      while (nextSequence != chunk.sequence()) {
        wait();
      }
      if (chunk.isFirstOfFile()) {
        nextLine = 1;
      }
      outcome.beginAt(nextNumber, nextLine + chunk.skippedNewlines());
      nextNumber += outcome.events();
      nextLine = outcome.firstLine() + lines;
      nextSequence++;
      notifyAll();
    }

    /** Lets the others go on behind a batch that failed, unless it was numbered before. */
    synchronized void skip(long sequence) throws InterruptedException {
      while (nextSequence < sequence) {
        wait();
      }
      if (nextSequence == sequence) {
        nextSequence++;
        notifyAll();
      }
    }
  }
}

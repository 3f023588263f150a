// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.util.BitSet;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes chunks and has their events evaluated. Each worker has its own.
 *
 * @param <R> what the events of a chunk come to
 */
final class ChunkEvaluator<R> {

  private static final int DECODING = -1;

  private final Supplier<? extends BatchEvaluator<R>> evaluators;
  private final int maxEventSize;
  private final boolean strict;
  private final Lock secondAttempt;

  /** Events of the chunk that are left out, by index. */
  private final BitSet leftOut = new BitSet();

  /** Index of the event that is being evaluated. */
  private int current = DECODING;

  /** What grows with the events; null once it was let go of. */
  private @Nullable Tools<R> tools;

  /**
   * @param evaluators called now, and again when memory has run out
   * @param strict whether events behind a problem are left alone
   * @param secondAttempt held by the one worker that tries again what there was no memory for
   */
  ChunkEvaluator(
      Supplier<? extends BatchEvaluator<R>> evaluators,
      int maxEventSize,
      boolean strict,
      Lock secondAttempt) {
    this.evaluators = evaluators;
    this.maxEventSize = maxEventSize;
    this.strict = strict;
    this.secondAttempt = secondAttempt;
    tools = newTools();
  }

  private Tools<R> newTools() {
    return new Tools<>(new ChunkDecoder(maxEventSize), new AuditEvent(), evaluators.get());
  }

  /** Lets go of what has grown with the events. */
  void forget() {
    tools = null;
  }

  /**
   * Evaluates a chunk. If memory runs out, everything that was made for it is let go of and the
   * chunk is evaluated again, while no other worker does so: it need not have been this chunk that
   * took the memory. An event for which there is not enough even then is left out and told.
   */
  void evaluate(Chunk chunk, ChunkResult<R> outcome, Numbering numbering)
      throws InterruptedException {
    leftOut.clear();
    int failed;
    try {
      attempt(chunk, outcome, numbering);
      return;
    } catch (OutOfMemoryError e) {
      failed = current;
      forget();
    }
    secondAttempt.lockInterruptibly();
    try {
      while (true) {
        try {
          attempt(chunk, outcome, numbering);
          return;
        } catch (OutOfMemoryError e) {
          forget();
          if (current == failed && failed == DECODING) {
            leaveOut(chunk, outcome, numbering);
            return;
          }
          if (current == failed) {
            leftOut.set(failed);
          }
          failed = current;
        }
      }
    } finally {
      secondAttempt.unlock();
    }
  }

  private void attempt(Chunk chunk, ChunkResult<R> outcome, Numbering numbering)
      throws InterruptedException {
    current = DECODING;
    outcome.problems.clear();
    Tools<R> ready = tools;
    if (ready == null) {
      ready = newTools();
      tools = ready;
    }
    ChunkDecoder decoder = ready.decoder();
    decoder.decode(chunk);
    outcome.events = decoder.eventCount();
    outcome.notAudit = decoder.notAudit();
    outcome.untoldProblems = decoder.untoldProblems();
    numbering.number(chunk, outcome, decoder.lines());
    if (chunk.problem != null) {
      outcome.problems.add(chunk.problem.below(outcome.firstLine));
    }
    for (ReadProblem problem : decoder.problems()) {
      outcome.problems.add(problem.below(outcome.firstLine));
    }
    int end = outcome.events;
    if (strict && !outcome.problems.isEmpty()) {
      end = chunk.problem == null ? decoder.eventsBeforeProblem() : 0;
    }
    for (int i = 0; i < end; i++) {
      current = i;
      if (leftOut.get(i)) {
        outcome.problems.add(decoder.withoutMemory(i).below(outcome.firstLine));
        outcome.events--;
      } else {
        decoder.point(ready.event(), i, outcome.firstNumber + i);
        ready.evaluator().accept(ready.event());
      }
    }
    outcome.result = ready.evaluator().finish();
  }

  /** Tells that not even the decoder could be given what it needs for the chunk. */
  private void leaveOut(Chunk chunk, ChunkResult<R> outcome, Numbering numbering)
      throws InterruptedException {
    outcome.problems.clear();
    outcome.events = 0;
    numbering.number(chunk, outcome, ChunkDecoder.countLines(chunk));
    if (chunk.problem != null) {
      outcome.problems.add(chunk.problem.below(outcome.firstLine));
    }
    outcome.problems.add(
        ChunkDecoder.withoutMemory(chunk, chunk.start, 0).below(outcome.firstLine));
    outcome.result = evaluators.get().finish();
  }

  /** Says which events and lines those of a chunk are. */
  interface Numbering {

    /**
     * Sets {@link ChunkResult#firstNumber} and {@link ChunkResult#firstLine} of a chunk whose
     * events were counted. For a chunk that is evaluated again they are those from before.
     *
     * @param lines line feeds in the chunk
     */
    void number(Chunk chunk, ChunkResult<?> outcome, long lines) throws InterruptedException;
  }

  /** What chunks are decoded and evaluated with. */
  private record Tools<R>(ChunkDecoder decoder, AuditEvent event, BatchEvaluator<R> evaluator) {}
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes chunks and has their events evaluated. Each worker has its own.
 *
 * @param <R> what the events of a chunk come to
 */
public final class ChunkEvaluator<R> {

  private static final int DECODING = -1;

  private final Supplier<? extends BatchEvaluator<R>> evaluators;
  private final int maxEventSize;
  private final boolean strict;
  private final boolean failFast;
  private final Lock secondAttempt;

  /** Why events of the chunk are left out, by their index. */
  private final Map<Integer, Reason> leftOut = new HashMap<>();

  /** Index of the event that is being evaluated. */
  private int current = DECODING;

  /** What grows with the events; null once it was let go of. */
  private @Nullable Tools<R> tools;

  /**
   * @param evaluators called now, and again when memory has run out
   * @param strict whether events behind a problem are left alone
   * @param failFast whether an event that an evaluator fails on is a failure of the chunk, rather
   *     than left out and told
   * @param secondAttempt held by the one worker that tries again what there was no memory for
   */
  public ChunkEvaluator(
      Supplier<? extends BatchEvaluator<R>> evaluators,
      int maxEventSize,
      boolean strict,
      boolean failFast,
      Lock secondAttempt) {
    this.evaluators = evaluators;
    this.maxEventSize = maxEventSize;
    this.strict = strict;
    this.failFast = failFast;
    this.secondAttempt = secondAttempt;
    tools = newTools();
  }

  private Tools<R> newTools() {
    return new Tools<>(new ChunkDecoder(maxEventSize), new AuditEvent(), evaluators.get());
  }

  /** Lets go of what has grown with the events. */
  public void forget() {
    tools = null;
  }

  /**
   * Evaluates a chunk. If memory runs out, everything that was made for it is let go of and the
   * chunk is evaluated again, while no other worker does so: it need not have been this chunk that
   * took the memory. An event for which there is not enough even then is left out and told.
   */
  public void evaluate(Chunk chunk, ChunkResult<R> outcome, Numbering numbering)
      throws InterruptedException {
    leftOut.clear();
    int failed;
    try {
      attemptUnlessItFails(chunk, outcome, numbering);
      return;
    } catch (OutOfMemoryError e) {
      failed = current;
      forget();
    }
    secondAttempt.lockInterruptibly();
    try {
      while (true) {
        try {
          attemptUnlessItFails(chunk, outcome, numbering);
          return;
        } catch (OutOfMemoryError e) {
          forget();
          if (current == failed && failed == DECODING) {
            leaveOut(chunk, outcome, numbering);
            return;
          }
          if (current == failed) {
            leftOut.put(failed, Reason.WITHOUT_MEMORY);
          }
          failed = current;
        }
      }
    } finally {
      secondAttempt.unlock();
    }
  }

  /** Evaluates a chunk, without the events on which the evaluator fails. */
  private void attemptUnlessItFails(Chunk chunk, ChunkResult<R> outcome, Numbering numbering)
      throws InterruptedException {
    while (true) {
      try {
        attempt(chunk, outcome, numbering);
        return;
      } catch (RuntimeException | StackOverflowError e) {
        if (failFast || current == DECODING) {
          throw e;
        }
        forget();
        leftOut.put(current, Reason.ofFailure(e));
      }
    }
  }

  private void attempt(Chunk chunk, ChunkResult<R> outcome, Numbering numbering)
      throws InterruptedException {
    current = DECODING;
    outcome.problems.clear();
    outcome.untoldProblems.clear();
    outcome.notes.clear();
    Tools<R> ready = tools;
    if (ready == null) {
      ready = newTools();
      tools = ready;
    }
    ChunkDecoder decoder = ready.decoder();
    decoder.decode(chunk);
    outcome.events = decoder.eventCount();
    outcome.notAudit = decoder.notAudit();
    outcome.untoldProblems.putAll(decoder.untoldProblems());
    numbering.number(chunk, outcome, decoder.lines());
    if (chunk.problem != null) {
      outcome.problems.add(chunk.problem.below(outcome.firstLine));
    }
    for (ReadProblem problem : decoder.problems()) {
      outcome.problems.add(problem.below(outcome.firstLine));
    }
    for (ReadNote note : decoder.notes()) {
      outcome.notes.add(note.below(outcome.firstLine));
    }
    int end = outcome.events;
    if (strict && !outcome.problems.isEmpty()) {
      end = chunk.problem == null ? decoder.eventsBeforeProblem() : 0;
    }
    for (int i = 0; i < end; i++) {
      current = i;
      Reason reason = leftOut.get(i);
      if (reason != null) {
        outcome.problems.add(
            decoder.leftOut(i, reason.kind(), reason.text()).below(outcome.firstLine));
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
    outcome.untoldProblems.clear();
    outcome.notes.clear();
    outcome.events = 0;
    outcome.notAudit = 0;
    numbering.number(chunk, outcome, ChunkDecoder.countLines(chunk));
    if (chunk.problem != null) {
      outcome.problems.add(chunk.problem.below(outcome.firstLine));
    }
    Reason reason = Reason.WITHOUT_MEMORY;
    outcome.problems.add(
        ChunkProblems.leftOut(chunk, chunk.start, 0, reason.kind(), reason.text())
            .below(outcome.firstLine));
    outcome.result = evaluators.get().finish();
  }

  /** Says which events and lines those of a chunk are. */
  public interface Numbering {

    /**
     * Sets {@link ChunkResult#firstNumber} and {@link ChunkResult#firstLine} of a chunk whose
     * events were counted. For a chunk that is evaluated again they are those from before.
     *
     * @param lines line feeds in the chunk
     */
    void number(Chunk chunk, ChunkResult<?> outcome, long lines) throws InterruptedException;
  }

  /** Why an event is left out. */
  private record Reason(ReadProblem.Kind kind, String text) {

    static final Reason WITHOUT_MEMORY =
        new Reason(
            ReadProblem.Kind.TOO_LARGE,
            "there is not enough memory for this event; give the JVM more (-Xmx)");

    static Reason ofFailure(Throwable failure) {
      return new Reason(
          ReadProblem.Kind.NOT_EVALUATED, "the event could not be evaluated: " + failure);
    }
  }

  /** What chunks are decoded and evaluated with. */
  private record Tools<R>(ChunkDecoder decoder, AuditEvent event, BatchEvaluator<R> evaluator) {}
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.audit.streams.StreamBatch;
import io.falcoj.sources.http.HttpRefusals;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a webhook does, and tells its listener of a part of what goes wrong, once for each
 * piece of a body what repeats itself: who sends bad records without end must not fill the log.
 * Thread-safe.
 */
final class WebhookTally {

  /** Problems that are told one by one in a second. */
  private static final int TOLD_PROBLEMS = 50;

  /** Refused bodies that are told in a second. */
  private static final int TOLD_REFUSALS = 5;

  private final WebhookListener<?> listener;
  private final RateLimit problems = new RateLimit(TOLD_PROBLEMS, System::nanoTime);
  private final RateLimit refusals = new RateLimit(TOLD_REFUSALS, System::nanoTime);
  private final Map<ReadProblem.Kind, Long> untold = new EnumMap<>(ReadProblem.Kind.class);
  private final Set<ReadNote.Kind> toldNotes = ConcurrentHashMap.newKeySet();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder overloaded = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder resent = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder notAudit = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  WebhookTally(WebhookListener<?> listener) {
    this.listener = listener;
  }

  /** A piece of a body is safe. */
  void count(StreamBatch<?> batch) {
    events.add(batch.events());
    resent.add(batch.seen());
    notAudit.add(batch.notAudit());
    bytes.add(batch.bytes());
    skipped.add(batch.skipped());
    Set<String> told = new HashSet<>();
    for (ReadProblem problem : batch.problems()) {
      if (told.add(problem.reason()) && problems.tryPass()) {
        listener.problem(problem);
      } else {
        holdBack(Map.of(problem.kind(), 1L));
      }
    }
    holdBack(batch.untoldProblems());
    if (!problems.isFull()) {
      tellTheRest();
    }
    for (ReadNote note : batch.notes()) {
      if (toldNotes.add(note.kind())) {
        listener.note(note);
      }
    }
  }

  /** A request was answered with 200. */
  void accepted() {
    accepted.increment();
  }

  /** A request was answered with an error of the client. */
  void rejected(String client, String answer) {
    rejected.increment();
    if (refusals.tryPass()) {
      listener.rejected(client, answer);
    }
  }

  /** A body did not arrive as a whole. */
  void broken(String client, Throwable cause) {
    broken.increment();
    tellRefusal(client, cause);
  }

  /** There was no room for what a body came to, or for the body. */
  void overloaded(String client, Throwable cause) {
    overloaded.increment();
    tellRefusal(client, cause);
  }

  /** Tells how many problems were not told so far. */
  void tellTheRest() {
    Map<ReadProblem.Kind, Long> counts = takeUntold();
    if (!counts.isEmpty()) {
      listener.untoldProblems(counts);
    }
  }

  private void holdBack(Map<ReadProblem.Kind, Long> counts) {
    synchronized (untold) {
      counts.forEach((kind, count) -> untold.merge(kind, count, Long::sum));
    }
  }

  private Map<ReadProblem.Kind, Long> takeUntold() {
    synchronized (untold) {
      Map<ReadProblem.Kind, Long> counts = Map.copyOf(untold);
      untold.clear();
      return counts;
    }
  }

  private void tellRefusal(String client, Throwable cause) {
    if (refusals.tryPass()) {
      listener.refused(client, cause);
    }
  }

  /**
   * What was done so far.
   *
   * @param bodies that are being read now
   * @param connections that are open now
   * @param server what did not come so far
   */
  WebhookCounters counters(int bodies, int connections, HttpRefusals server) {
    return new WebhookCounters(
        accepted.sum(),
        overloaded.sum(),
        rejected.sum() + server.badRequests(),
        broken.sum(),
        events.sum(),
        resent.sum(),
        skipped.sum(),
        notAudit.sum(),
        bytes.sum(),
        bodies,
        connections,
        server);
  }
}

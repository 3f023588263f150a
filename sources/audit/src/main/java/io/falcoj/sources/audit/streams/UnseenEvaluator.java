// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;

/** Has those events evaluated that were not seen before, in earlier chunks or in this one. */
final class UnseenEvaluator<R> implements BatchEvaluator<Unseen<R>> {

  private static final long[] NO_HASHES = {};

  private final BatchEvaluator<R> evaluator;
  private final SeenEvents seen;
  private final KeyedHash hash;
  private final HashSet128 inChunk = new HashSet128();
  private long leftOut;

  UnseenEvaluator(BatchEvaluator<R> evaluator, SeenEvents seen) {
    this.evaluator = evaluator;
    this.seen = seen;
    this.hash = seen.newHash();
  }

  @Override
  public void accept(AuditEvent event) {
    if (seen.isOff()) {
      evaluator.accept(event);
      return;
    }
    JsonDocument json = event.json();
    hash.hash(json.bytes(), json.startOf(JsonDocument.ROOT), json.endOf(JsonDocument.ROOT));
    if (seen.contains(hash.low(), hash.high()) || !inChunk.add(hash.low(), hash.high())) {
      leftOut++;
      return;
    }
    evaluator.accept(event);
  }

  @Override
  public Unseen<R> finish() {
    long[] hashes = inChunk.size() == 0 ? NO_HASHES : inChunk.toArray();
    Unseen<R> unseen = new Unseen<>(evaluator.finish(), hashes, leftOut);
    inChunk.clear();
    leftOut = 0;
    return unseen;
  }
}

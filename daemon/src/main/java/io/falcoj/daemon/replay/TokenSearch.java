// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.converter.pod.TokenVolume;
import io.falcoj.library.evaluation.ShownTokens;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.audit.replay.AuditLogReplay;
import io.falcoj.sources.audit.replay.ReplayListener;
import java.io.IOException;

/**
 * Reads audit logs for how pods get the tokens of their service accounts, before rules that ask for
 * it are evaluated: the answer counts for the pods before it, too. Ends with the first pod that
 * shows it.
 */
final class TokenSearch {

  private final ShownTokens shown;

  TokenSearch(ShownTokens shown) {
    this.shown = shown;
  }

  /** What cannot be read here is told when the logs are read for good. */
  void run(AuditLogReplay logs) {
    try {
      logs.withStrict(false).run(Evaluator::new, new Listener());
    } catch (FoundException e) {
      shown.secretShown();
    } catch (IOException e) {
      // The replay comes upon it again.
    }
  }

  private static final class Evaluator implements BatchEvaluator<Boolean> {
    private boolean found;

    @Override
    public void accept(AuditEvent event) {
      found = found || TokenVolume.showsSecret(event.json());
    }

    @Override
    public Boolean finish() {
      boolean foundInBatch = found;
      found = false;
      return foundInBatch;
    }
  }

  private static final class Listener implements ReplayListener<Boolean> {
    @Override
    public void batch(Boolean found) throws FoundException {
      if (found) {
        throw new FoundException();
      }
    }

    @Override
    public void problem(ReadProblem problem) {
      // Told by the replay.
    }
  }

  /** Ends the search. */
  private static final class FoundException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.replay;

import io.falcoj.app.summary.RunSummary;
import io.falcoj.app.summary.RunTally;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.LineOutput;
import io.falcoj.sources.k8saudit.AuditLogReplay;
import io.falcoj.sources.k8saudit.ReadProblem;
import io.falcoj.sources.k8saudit.ReadProblemException;
import io.falcoj.sources.k8saudit.ReplayCounters;
import io.falcoj.sources.k8saudit.ReplayListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the events of recordings evaluated on all cores and writes their alerts in the order of the
 * recordings. What is written does not depend on how many cores there are. Used once.
 */
public final class Replay {

  private static final Logger LOGGER = LoggerFactory.getLogger(Replay.class);

  private final AuditRules rules;
  private final ReplayOptions options;
  private final AlertFormat format;
  private final AlertWriter writer;
  private final Consumer<ReplayCounters> progress;
  private final RunTally tally;
  private final Map<ReadProblem.Kind, Long> skipped = new EnumMap<>(ReadProblem.Kind.class);
  private ReplayCounters counters = new ReplayCounters(0, 0, 0, 0, 0, -1);

  /**
   * @param format how all outputs write alerts
   * @param outputs where alerts go; not closed here
   * @param progress told from time to time what was read so far
   */
  public Replay(
      AuditRules rules,
      ReplayOptions options,
      AlertFormat format,
      List<? extends LineOutput> outputs,
      Consumer<ReplayCounters> progress) {
    this.rules = rules;
    this.options = options;
    this.format = format;
    this.writer = new AlertWriter(outputs);
    this.progress = progress;
    this.tally = rules.newTally();
  }

  /**
   * Reads everything. A record that cannot be read is logged and skipped, an output that fails is
   * tried again with the next alerts.
   *
   * @throws IOException if a recording does not exist or cannot be opened: then nothing was read
   */
  public ReplayOutcome run() throws IOException {
    List<String> errors = new ArrayList<>();
    boolean complete = true;
    try {
      counters =
          AuditLogReplay.of(options.recordings())
              .withStandardInput(options.standardInput())
              .withWorkers(options.workers())
              .withMaxEventSize(options.maxEventSize())
              .withStrict(options.strict())
              .run(
                  () -> new AlertEvaluator(rules, format, options.redact()),
                  new BatchListener());
    } catch (ReadProblemException e) {
      errors.add(message(e.problem()));
      complete = false;
    } catch (NobodyReadsException e) {
      complete = false;
    }
    writer
        .failures()
        .forEach((output, failure) -> errors.add(writeError(output, failure)));
    return new ReplayOutcome(
        RunSummary.of(
            complete,
            counters,
            skipped,
            tally,
            rules.talliedRules(),
            rules.talliedPolicies()),
        errors);
  }

  private static String writeError(String output, IOException failure) {
    return "alerts could not be written to the output " + output + ": " + failure.getMessage();
  }

  private String message(ReadProblem problem) {
    return options.redact() ? withoutExcerpt(problem).message() : problem.message();
  }

  private static ReadProblem withoutExcerpt(ReadProblem problem) {
    return new ReadProblem(
        problem.kind(),
        problem.file(),
        problem.line(),
        problem.problemLine(),
        problem.column(),
        AuditRedaction.REPLACEMENT,
        problem.reason());
  }

  /** Writes what batches come to, on the thread that runs the replay. */
  private final class BatchListener implements ReplayListener<AlertBatch> {

    @Override
    public void batch(AlertBatch batch) throws IOException {
      tally.add(batch.tally());
      writer.write(batch.lines());
      if (writer.nobodyReads()) {
        throw new NobodyReadsException();
      }
    }

    @Override
    public void problem(ReadProblem problem) {
      skipped.merge(problem.kind(), 1L, Long::sum);
      LOGGER.warn(message(problem));
    }

    @Override
    public void progress(ReplayCounters now) {
      counters = now;
      progress.accept(now);
    }
  }

  /** Ends a replay whose alerts nobody reads any more. */
  private static final class NobodyReadsException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.daemon.drops.DropMonitor;
import io.falcoj.daemon.drops.DropSettings;
import io.falcoj.daemon.evaluation.AlertBatch;
import io.falcoj.daemon.evaluation.AuditBatchEvaluator;
import io.falcoj.daemon.recording.RecordingSettings;
import io.falcoj.daemon.recording.SyscallRecorder;
import io.falcoj.library.evaluation.AuditRedaction;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.evaluation.ShownTokens;
import io.falcoj.library.summary.RunSummary;
import io.falcoj.library.summary.RunTally;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.Outputs;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.audit.problems.ReadProblemException;
import io.falcoj.sources.audit.replay.AuditLogReplay;
import io.falcoj.sources.audit.replay.FileReading;
import io.falcoj.sources.audit.replay.ReplayCounters;
import io.falcoj.sources.audit.replay.ReplayListener;
import io.falcoj.sources.syscall.capture.CaptureException;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.capture.ReadAheadStream;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the events of recordings evaluated, those of audit logs on all cores, and writes their alerts
 * in the order of the recordings. What is written does not depend on how many cores there are. Used
 * once.
 */
public final class Replay {

  private static final int CAPTURE_BUFFER = 1 << 16;
  private static final long UNKNOWN_SIZE = -1;
  private static final Logger LOGGER = LoggerFactory.getLogger(Replay.class);

  private final RunRules rules;
  private final int leftOutRules;
  private final ReplayOptions options;
  private final InputStream standardInput;
  private final AlertFormat format;
  private final Outputs outputs;
  private final DropMonitor drops;
  private final boolean simulatesDrops;
  private final RecordingSettings recording;
  private final ReplayProgress progress;
  private final RunTally tally;
  private final ShownTokens shownTokens = new ShownTokens();
  private final SkippedRecords skipped;
  private final FilesWithoutEvents filesWithoutEvents = new FilesWithoutEvents();
  private final Map<String, Long> events = new HashMap<>();
  private final List<String> errors = new ArrayList<>();
  private long notAudit;
  private boolean readToEnd = true;
  private boolean endedByLimit;
  private @Nullable SyscallRecorder recorder;

  /**
   * @param leftOutRules how many rules the files define beside {@code rules}
   * @param drops a replay loses no system call, but may simulate it
   * @param recording whether alerts begin recordings
   * @param format how all outputs write alerts
   * @param outputs where alerts go; not closed here
   * @param progress may end the replay
   */
  public Replay(
      RunRules rules,
      int leftOutRules,
      ReplayOptions options,
      DropSettings drops,
      RecordingSettings recording,
      AlertFormat format,
      Outputs outputs,
      ReplayProgress progress) {
    this.rules = rules;
    this.leftOutRules = leftOutRules;
    this.options = options;
    this.standardInput = new BufferedInputStream(options.standardInput());
    this.format = format;
    this.outputs = outputs;
    this.progress = progress;
    this.drops = new DropMonitor(drops, this::tellOutputs, false);
    this.simulatesDrops = drops.simulate();
    this.recording = recording;
    this.tally = rules.newTally();
    this.skipped = new SkippedRecords(options.redact());
  }

  /**
   * Reads everything. A record that cannot be read is logged and skipped, an output that fails is
   * tried again with the next alerts.
   *
   * @throws IOException if a recording does not exist or cannot be opened: then nothing was read;
   *     or if the thread is interrupted
   */
  public ReplayOutcome run() throws IOException {
    try {
      List<Recording> recordings = Recording.of(options.recordings(), standardInput);
      recorder = newRecorder(recordings);
      lookForTokens(recordings);
      for (Recording recording : recordings) {
        switch (recording.kind()) {
          case AUDIT_LOGS -> replayLogs(recording);
          case CAPTURE -> replayCapture(recording);
        }
      }
    } catch (ReadProblemException e) {
      errors.add(AuditRedaction.message(e.problem(), options.redact()));
      readToEnd = false;
    } catch (TooManyDropsException e) {
      errors.add(e.getMessage());
      readToEnd = false;
    } catch (EndedException e) {
      readToEnd = false;
    } finally {
      closeRecorder();
    }
    outputs.flush();
    readToEnd &= !outputs.nobodyReads();
    outputs.failures().forEach(this::tellFailure);
    return outcome(summary());
  }

  /** Whoever ended the reading knows that there was nothing to judge yet. */
  private ReplayOutcome outcome(RunSummary summary) {
    List<String> nothingJudged = new ArrayList<>();
    if (readToEnd) {
      summary
          .nothingJudged()
          .ifPresent(reason -> nothingJudged.add("nothing was judged: " + reason));
    }
    if (nothingJudged.isEmpty()) {
      filesWithoutEvents.lines().forEach(LOGGER::warn);
    } else {
      nothingJudged.addAll(0, filesWithoutEvents.lines());
    }
    return new ReplayOutcome(summary, nothingJudged, errors);
  }

  /** Null if nothing is to be recorded. */
  private @Nullable SyscallRecorder newRecorder(List<Recording> recordings) throws IOException {
    Path copy = options.copy();
    if (copy == null) {
      return recording.onAlerts() ? new SyscallRecorder(recording, this::tellOutputs) : null;
    }
    long captures = recordings.stream().filter(Recording::isCapture).count();
    if (captures != 1) {
      throw new IOException(
          "-w %s: found %d captures to write, expected one".formatted(copy, captures));
    }
    if (recordings.stream().anyMatch(each -> each.isFile(copy))) {
      throw new IOException("-w %s: found it among what is read".formatted(copy));
    }
    try {
      return new SyscallRecorder(recording, copy, this::tellOutputs);
    } catch (IOException e) {
      throw new IOException("-w " + copy + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private void closeRecorder() {
    if (recorder != null) {
      recorder.close();
      errors.addAll(recorder.failures());
      readToEnd &= recorder.failures().isEmpty();
    }
  }

  private RunSummary summary() {
    RunSummary summary =
        RunSummary.of(
                readToEnd && !endedByLimit,
                new RunSummary.Recording(events, notAudit, skipped.counts()),
                tally,
                rules.talliedRules(),
                rules.talliedPolicies())
            .withLeftOutRules(leftOutRules);
    return simulatesDrops ? summary.withDrops(drops.counts()) : summary;
  }

  /** What is read once only cannot be searched before: there each event counts for later ones. */
  private void lookForTokens(List<Recording> recordings) {
    for (Recording recording : recordings) {
      if (rules.asksForTokens() && !recording.isCapture() && recording.canBeReadAgain()) {
        new TokenSearch(shownTokens).run(logs(recording).withWorkers(options.workers()));
      }
    }
  }

  private AuditLogReplay logs(Recording recording) {
    return AuditLogReplay.of(recording.inputs()).withMaxEventSize(options.maxEventSize());
  }

  private void replayLogs(Recording recording) throws IOException {
    BatchListener listener = new BatchListener();
    boolean inOrder = rules.asksForTokens() && !recording.canBeReadAgain();
    try {
      logs(recording)
          .withStandardInput(standardInput)
          .withWorkers(inOrder ? 1 : options.workers())
          .withStrict(options.strict())
          .withFirstNumber(tally.events(AuditEvent.SOURCE) + 1)
          .run(
              () -> new AuditBatchEvaluator(rules, format, options.redact(), shownTokens),
              listener);
    } finally {
      events.put(AuditEvent.SOURCE, tally.events(AuditEvent.SOURCE));
      notAudit += listener.counters.notAudit();
      skipped.endFile();
    }
  }

  /**
   * A capture that breaks off, as one does whose recorder was killed, is worth a warning only; one
   * that is damaged is an error, and the next recording is read.
   */
  private void replayCapture(Recording recording) throws IOException {
    String name = recording.inputs().get(0);
    CaptureEvaluator evaluator =
        new CaptureEvaluator(
            rules, format, simulatesDrops ? drops : null, recorder, options.limit());
    try (InputStream stored =
            new BufferedInputStream(recording.openCapture(standardInput), CAPTURE_BUFFER);
        InputStream plain = CaptureFile.decompressed(stored);
        InputStream ahead = options.workers() > 1 ? new ReadAheadStream(plain) : plain) {
      long size = plain == stored ? recording.captureSize() : UNKNOWN_SIZE;
      CaptureReplay capture = new CaptureReplay(ahead);
      evaluator.evaluate(
          capture,
          (lines, position) -> {
            write(lines);
            tellProgress(new ReplayCounters(evaluator.events(), 0, 0, position, position, size));
          });
      if (capture.skippedEvents() > 0) {
        skipped.count(ReadProblem.Kind.NOT_AN_EVENT, capture.skippedEvents());
      }
    } catch (EndedException | TooManyDropsException e) {
      throw e;
    } catch (CaptureException e) {
      if (e.isTruncated() && !options.strict()) {
        skipped.count(ReadProblem.Kind.TRUNCATED, 1);
        LOGGER.warn("{}: {}", name, e.getMessage());
      } else {
        fail(name, e);
      }
    } catch (IOException e) {
      fail(name, e);
    } finally {
      tally.add(evaluator.takeTally());
      long failed = evaluator.takeFailures();
      if (failed > 0) {
        skipped.count(ReadProblem.Kind.NOT_EVALUATED, failed);
      }
      endedByLimit |= evaluator.isEndedByLimit();
      events.merge(SyscallEvent.SOURCE, evaluator.events(), Long::sum);
    }
  }

  private void fail(String recording, IOException failure) {
    errors.add(recording + ": " + failure.getMessage());
    readToEnd = false;
  }

  private void tellOutputs(InternalAlert alert) {
    AlertLines line = new AlertLines(1 << 10);
    line.add(alert, format);
    try {
      outputs.put(line);
    } catch (InterruptedIOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(AlertLines lines) throws IOException {
    outputs.put(lines);
    if (outputs.nobodyReads()) {
      throw new EndedException();
    }
  }

  private void tellProgress(ReplayCounters now) throws EndedException {
    if (!progress.goesOn(now.events(), now.inputBytes(), now.totalInputBytes())) {
      throw new EndedException();
    }
  }

  private void tellFailure(String output, IOException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    errors.add("alerts could not be written to the output " + output + ": " + failure.getMessage());
  }

  /** Writes what batches come to, on the thread that runs the replay. */
  private final class BatchListener implements ReplayListener<AlertBatch> {

    private ReplayCounters counters = new ReplayCounters(0, 0, 0, 0, 0, UNKNOWN_SIZE);

    @Override
    public void batch(AlertBatch batch) throws IOException {
      tally.add(batch.tally());
      write(batch.lines());
    }

    @Override
    public void problem(ReadProblem problem) {
      skipped.add(problem);
    }

    @Override
    public void untoldProblems(String file, Map<ReadProblem.Kind, Long> counts) {
      skipped.add(file, counts);
    }

    @Override
    public void note(ReadNote note) {
      LOGGER.info(note.message());
    }

    @Override
    public void fileRead(FileReading reading) {
      skipped.endFile();
      filesWithoutEvents.add(reading);
    }

    @Override
    public void progress(ReplayCounters now) throws EndedException {
      counters = now;
      tellProgress(now);
    }
  }

  /** Ends a replay whose alerts nobody reads any more, or that is to end. */
  private static final class EndedException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.AlertOutputs;
import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.live.ProcessSignals;
import io.falcoj.daemon.live.SummaryWriter;
import io.falcoj.daemon.replay.ReplayOptions;
import io.falcoj.daemon.replay.ReplayOutcome;
import io.falcoj.engine.VisibleText;
import io.falcoj.library.summary.RunSummary;
import io.falcoj.outputs.Outputs;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code -e}: evaluates the loaded rules over recordings and says what it came to. */
final class RecordingReplayer {

  private static final Logger LOGGER = LoggerFactory.getLogger(RecordingReplayer.class);

  private final Console console;
  private final ProcessSignals signals;
  private final FalcoConfig config;
  private final ConfiguredFalco falco;
  private volatile boolean stopped;

  /**
   * @param invocation its signals, if held, are answered when reading begins
   */
  RecordingReplayer(Invocation invocation, ConfiguredFalco falco) throws FalcoException {
    this.console = invocation.console();
    this.signals = invocation.signals();
    this.config = invocation.config();
    this.falco = falco;
  }

  int run(EventInput recordings, RunOptions run, AlertOutput alerts) throws FalcoException {
    if (run.dryRun) {
      return ExitCode.OK;
    }
    List<String> names = names(recordings);
    Outputs outputs = AlertOutputs.forReplay(run.applyTo(config), console.standardOutput()).start();
    List<String> errors = new ArrayList<>();
    EventRates rates = EventRates.start(console);
    RunSummary summary;
    try {
      ReplayOutcome outcome = replay(options(names, recordings, run, alerts.redact), outputs);
      summary = outcome.summary();
      errors.addAll(outcome.errors());
      tellNothingJudged(outcome.nothingJudged(), recordings.allowEmpty, errors);
      if (stopped) {
        errors.add("ended by a signal");
      }
    } finally {
      close(outputs, errors);
    }
    new SummaryWriter(console::tell, alerts.summary).end(summary, errors);
    if (run.verbose) {
      rates.tell(summary);
    }
    errors.stream().map(VisibleText::of).forEach(console::error);
    if (!errors.isEmpty()) {
      return ExitCode.ERROR;
    }
    return alerts.failOnAlert && summary.findings() > 0 ? ExitCode.FOUND : ExitCode.OK;
  }

  /** Silence about nothing would look like consent. */
  private static void tellNothingJudged(
      List<String> reasons, boolean allowed, List<String> errors) {
    if (allowed) {
      reasons.forEach(LOGGER::warn);
    } else if (!reasons.isEmpty()) {
      int last = reasons.size() - 1;
      errors.addAll(reasons.subList(0, last));
      errors.add(reasons.get(last) + "; with --allow-empty that is no error");
    }
  }

  /** What to read: what the options name, else what the configuration does. */
  private List<String> names(EventInput recordings) throws FalcoException {
    if (!recordings.recordings.isEmpty()) {
      return recordings.recordings;
    }
    String name = config.get(ConfigKeys.ENGINE_REPLAY_CAPTURE_FILE);
    if (name.isEmpty()) {
      throw new FalcoException(
          "engine.kind is 'replay' but no engine.replay.capture_file specified.");
    }
    return List.of(name);
  }

  private ReplayOptions options(
      List<String> names, EventInput recordings, RunOptions run, boolean redact) {
    return new ReplayOptions(
        names,
        console.in(),
        recordings.workers,
        recordings.maxEventSize,
        recordings.strict,
        redact,
        recordings.copy,
        run.limit);
  }

  private ReplayOutcome replay(ReplayOptions options, Outputs outputs) throws FalcoException {
    listen(outputs);
    ProcessSignals ending = listenForEnd();
    try (ending;
        ProgressLine progress = ProgressLine.on(console)) {
      return falco.replay(
          options,
          outputs,
          (events, bytes, totalBytes) -> {
            progress.show(events, bytes, totalBytes);
            return !stopped;
          });
    } catch (NoSuchFileException e) {
      throw new FalcoException(
          VisibleText.of(String.valueOf(e.getMessage())) + ": found no such file", e);
    } catch (IOException e) {
      throw new FalcoException(VisibleText.of(String.valueOf(e.getMessage())), e);
    }
  }

  private ProcessSignals listenForEnd() {
    return new ProcessSignals().on("TERM", this::stop).on("INT", this::stop);
  }

  private void listen(Outputs outputs) {
    signals.on("HUP", this::stop).on("USR1", () -> LiveWatcher.reopen(outputs));
  }

  /** Ends the replay with what was read so far; if it is awaited in vain, the process. */
  private void stop() {
    if (stopped) {
      Runtime.getRuntime().halt(ExitCode.ERROR);
    }
    stopped = true;
    console.neverWait();
  }

  /** Closes the outputs: what a file system accepted and could not keep is told only then. */
  private static void close(Outputs outputs, List<String> errors) {
    try {
      outputs.close();
    } catch (IOException e) {
      errors.add(e.getMessage());
      for (Throwable further : e.getSuppressed()) {
        errors.add(further.getMessage());
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.AlertOutputs;
import io.falcoj.app.Falco;
import io.falcoj.app.FalcoException;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.app.replay.ReplayOptions;
import io.falcoj.app.replay.ReplayOutcome;
import io.falcoj.app.summary.RunSummary;
import io.falcoj.app.summary.SummaryJson;
import io.falcoj.app.summary.SummaryText;
import io.falcoj.outputs.LineOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code -e}: evaluates the loaded rules over recordings and says what it came to. */
final class RecordingReplayer {

  private static final String NO_SUMMARY = "none";

  private final Console console;
  private final Falco falco;

  RecordingReplayer(Console console, Falco falco) {
    this.console = console;
    this.falco = falco;
  }

  int run(FalcoConfig config, RecordingOptions recordings, AlertOptions alerts)
      throws FalcoException {
    if (recordings.dryRun) {
      return ExitCode.OK;
    }
    if (recordings.recordings.isEmpty()) {
      throw new FalcoException(
          "found no recording to read, expected -e FILE: falcoj cannot watch live events yet");
    }
    ReplayOutcome outcome = replay(config, recordings, alerts);
    tell(outcome.summary(), alerts.summary);
    outcome.errors().forEach(console::error);
    if (!outcome.errors().isEmpty()) {
      return ExitCode.ERROR;
    }
    return alerts.failOnAlert && outcome.summary().alerts() > 0 ? ExitCode.FOUND : ExitCode.OK;
  }

  private ReplayOutcome replay(
      FalcoConfig config, RecordingOptions recordings, AlertOptions alerts) throws FalcoException {
    ReplayOptions options =
        new ReplayOptions(
            recordings.recordings,
            console.in(),
            recordings.workers,
            recordings.maxEventSize,
            recordings.strict,
            alerts.redact);
    List<LineOutput> outputs =
        AlertOutputs.of(config, falco.alertFormat(), console.out(), console::hasLostReader);
    try (ProgressLine progress = ProgressLine.on(console)) {
      return falco.replay(options, outputs, progress::show);
    } catch (NoSuchFileException e) {
      throw new FalcoException(e.getMessage() + ": found no such file", e);
    } catch (IOException e) {
      throw new FalcoException(e.getMessage(), e);
    } finally {
      close(outputs);
    }
  }

  private void close(List<LineOutput> outputs) {
    for (LineOutput output : outputs) {
      try {
        output.close();
      } catch (IOException e) {
        console.error("the output " + output.name() + " could not be closed: " + e.getMessage());
      }
    }
  }

  private void tell(RunSummary summary, @Nullable String target) throws FalcoException {
    if (target == null) {
      console.tell(SummaryText.of(summary));
    } else if (!target.equals(NO_SUMMARY)) {
      try {
        Files.writeString(
            Path.of(target),
            target.endsWith(".json") ? SummaryJson.of(summary) : SummaryText.of(summary));
      } catch (IOException e) {
        throw new FalcoException("--summary: " + target + " cannot be written: " + e.getMessage(), e);
      }
    }
  }
}

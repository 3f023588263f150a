// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.live.LiveOutcome;
import io.falcoj.daemon.live.LivePart;
import io.falcoj.daemon.live.LiveRun;
import io.falcoj.daemon.live.LiveSettings;
import io.falcoj.daemon.live.ProcessSignals;
import io.falcoj.daemon.live.RunLoader;
import io.falcoj.daemon.live.SummaryWriter;
import io.falcoj.daemon.log.RunLog;
import io.falcoj.engine.VisibleText;
import io.falcoj.outputs.Outputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Without {@code -e}: watches what happens now, until a signal ends it. */
final class LiveWatcher {

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveWatcher.class);

  private final Console console;
  private final ProcessSignals signals;
  private final RunLog log;
  private final RunLoader loader;

  /**
   * @param invocation its signals, if held, are answered when watching begins, and its log follows
   *     the configuration
   */
  LiveWatcher(Invocation invocation, RunLoader loader) {
    this.console = invocation.console();
    this.signals = invocation.signals();
    this.log = invocation.log();
    this.loader = loader;
  }

  int run(RunOptions options, AlertOutput alerts, @Nullable Path recording) throws FalcoException {
    LiveSettings settings = settings(options, alerts, recording);
    console.neverWait();
    // As in Falco, whatever nohup or a shell that started it behind the scenes had ignored.
    for (String name : List.of("TERM", "INT", "HUP")) {
      signals.neverIgnore(name);
    }
    RunLoader.Loaded loaded = loader.load();
    writeProcessId(options.pidFile);
    SummaryWriter summaries = new SummaryWriter(console::tell, alerts.summary);
    List<String> errors = new ArrayList<>();
    EventRates rates = EventRates.start(console);
    LiveOutcome outcome;
    Outputs outputs = Outputs.forLive().start();
    try {
      LiveRun run = new LiveRun(loaded, loader, settings, outputs, parts(outputs), summaries);
      listen(run, outputs, summaries);
      ProcessSignals ending = listenForEnd(run);
      try (ending) {
        outcome = run.run();
      }
      errors.addAll(outcome.errors());
    } finally {
      close(outputs, errors);
    }
    summaries.end(outcome.summary(), errors);
    if (options.verbose) {
      outcome.kernel().ifPresent(rates::tell);
      rates.tellSources(outcome.summary());
    }
    errors.stream().map(VisibleText::of).forEach(console::error);
    if (!errors.isEmpty()) {
      return ExitCode.ERROR;
    }
    return alerts.failOnAlert && outcome.findings() > 0 ? ExitCode.FOUND : ExitCode.OK;
  }

  /** {@code --dry-run}: loads everything and watches nothing. */
  int check(RunOptions options, AlertOutput alerts, @Nullable Path recording)
      throws FalcoException {
    LiveSettings settings = settings(options, alerts, recording);
    Outputs none = Outputs.forLive().start();
    new LiveRun(loader.load(), loader, settings, none, parts(none), summary -> {});
    close(none, new ArrayList<>());
    return ExitCode.OK;
  }

  /** What follows the configuration beside what is watched. */
  private List<LivePart<?>> parts(Outputs outputs) {
    List<LivePart<?>> parts = new ArrayList<>();
    parts.add(log);
    parts.addAll(LiveRun.outputParts(outputs, console.standardOutput()));
    return parts;
  }

  private static LiveSettings settings(
      RunOptions options, AlertOutput alerts, @Nullable Path recording) throws FalcoException {
    return new LiveSettings(options.sources(), alerts.redact, options.limit, recording);
  }

  private static ProcessSignals listenForEnd(LiveRun run) {
    return new ProcessSignals().on("TERM", run::stop).on("INT", run::stop);
  }

  /** These stay answered to the very end: by themselves they would end the process. */
  private void listen(LiveRun run, Outputs outputs, SummaryWriter summaries) {
    signals
        .on("HUP", run::reload)
        .on("USR1", () -> reopen(outputs))
        .on("USR2", () -> summaries.onDemand(run.summary()));
  }

  static void reopen(Outputs outputs) {
    outputs.reopen();
    LOGGER.info("SIGUSR1 received, reopening outputs...");
  }

  private static void writeProcessId(@Nullable Path file) throws FalcoException {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new FalcoException("Could not write pid to pidfile " + file + ". Exiting.", e);
    }
  }

  private static void close(Outputs outputs, List<String> errors) {
    try {
      outputs.close();
    } catch (IOException e) {
      errors.add(String.valueOf(e.getMessage()));
    }
  }
}

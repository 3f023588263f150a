// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.StandardOutput;
import io.falcoj.library.summary.RunSummary;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.Outputs;
import io.falcoj.sources.http.HttpRefusals;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what happens now, until it is stopped.
 *
 * <pre>{@code
 * Outputs outputs = Outputs.forLive().start();
 * List<LivePart<?>> parts = LiveRun.outputParts(outputs, standardOutput);
 * LiveRun run = new LiveRun(loader.load(), loader, settings, outputs, parts, summaries);
 * try (ProcessSignals signals = new ProcessSignals().on("TERM", run::stop)) {
 *   LiveOutcome outcome = run.run();
 * }
 * }</pre>
 *
 * <p>Used once; {@link #stop}, {@link #reload} and {@link #summary} may be called by any thread, at
 * any time.
 */
public final class LiveRun {

  private static final long READER_MILLIS = TimeUnit.SECONDS.toMillis(1);
  private static final long SUMMARY_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final Logger LOGGER = LoggerFactory.getLogger(LiveRun.class);

  private final LiveSettings settings;
  private final LiveRules rules;
  private final Outputs outputs;
  private final SummaryListener summaries;
  private final Tasks tasks = new Tasks();
  private final WatchedSources watched;
  private final AuditSource audit;
  private final SyscallSource syscalls;
  private final WebServerPart webServer;
  private final List<LivePart<?>> services;
  private final FileWatchPart files;
  private final Reloader reloader;
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong findingsBefore = new AtomicLong();

  /**
   * Takes what was loaded; nothing is watched yet.
   *
   * @param loaded what is in force at the beginning
   * @param loader reads it anew whenever files change
   * @param outputs where alerts go; not closed here
   * @param parts what else follows the configuration, as {@link #outputParts} do
   * @param summaries is told from time to time what it came to
   * @throws FalcoException if the configuration is not valid
   */
  public LiveRun(
      RunLoader.Loaded loaded,
      RunLoader loader,
      LiveSettings settings,
      Outputs outputs,
      List<LivePart<?>> parts,
      SummaryListener summaries)
      throws FalcoException {
    this.settings = settings;
    this.rules = new LiveRules(loaded.falco());
    this.outputs = outputs;
    this.summaries = summaries;
    this.watched = new WatchedSources(settings);
    this.audit = new AuditSource(rules, outputs, settings.redact());
    this.syscalls = new SyscallSource(rules, outputs, settings.recording(), this::tell, this::fail);
    LiveMeasurements measurements =
        new LiveMeasurements(
            rules, watched, outputs, this::reloader, audit, syscalls, this::webServerRefusals);
    this.files = new FileWatchPart(() -> reloader().files(), this::reload);
    this.webServer = new WebServerPart(this::isWatching, measurements::measure);
    this.services =
        List.of(new MetricsPart(tasks, measurements::measure, this::tell), webServer, files);
    List<LivePart<?>> all = new ArrayList<>(parts);
    all.add(new RulesPart(rules, this::rulesReplaced));
    all.add(new SourcePart<>(syscalls, SyscallSettings::ofRun, unused -> List.of(), watched));
    all.add(new SourcePart<>(audit, WebhookConfig::ofRun, WebhookConfig::files, watched));
    all.addAll(services);
    this.reloader = new Reloader(loader, all, this::tell);
    reloader.begin(loaded);
  }

  /** The parts that have outputs be as the configuration says. */
  public static List<LivePart<?>> outputParts(Outputs outputs, StandardOutput standardOutput) {
    List<LivePart<?>> parts = new ArrayList<>();
    parts.add(new QueuePart(outputs, standardOutput));
    parts.addAll(OutputPart.all(outputs, standardOutput));
    return parts;
  }

  private Optional<HttpRefusals> webServerRefusals() {
    return webServer.refusals();
  }

  private Reloader reloader() {
    return reloader;
  }

  /**
   * Watches until it is stopped, a source fails, or the time is over.
   *
   * @throws FalcoException if there is nothing that could be watched
   */
  public LiveOutcome run() throws FalcoException {
    try {
      start();
      if (watched.all().isEmpty()) {
        throw new FalcoException("there is nothing to watch" + watched.reasons());
      }
      tasks.repeat(() -> summaries.soFar(summary()), SUMMARY_MILLIS);
      tasks.repeat(this::stopIfNobodyReads, READER_MILLIS);
      await();
    } finally {
      ended.countDown();
      watched.all().forEach(LiveSource::stop);
      tasks.finish();
      // One that was being begun just then.
      watched.all().forEach(LiveSource::stop);
      services.forEach(this::stop);
    }
    errors.addAll(syscalls.recordingFailures());
    RunSummary summary = summary();
    return new LiveOutcome(
        summary, findingsBefore.get() + summary.findings(), syscalls.counters(), errors);
  }

  private void start() throws FalcoException {
    boolean isStarted = false;
    try {
      reloader.start();
      isStarted = true;
    } finally {
      if (!isStarted) {
        ended.countDown();
      }
      begun.countDown();
    }
  }

  private void stop(LivePart<?> service) {
    try {
      service.stop();
    } catch (FalcoException e) {
      errors.add(String.valueOf(e.getMessage()));
    }
  }

  /** Whether all that was started still watches. */
  private boolean isWatching() {
    List<LiveSource<?>> sources = watched.all();
    return ended.getCount() > 0
        && !sources.isEmpty()
        && sources.stream().allMatch(LiveSource::isRunning);
  }

  /** Alerts that nobody can see are no reason to go on: {@code falcoj | head} ends. */
  private void stopIfNobodyReads() {
    if (outputs.nobodyReads() && ended.getCount() > 0) {
      LOGGER.warn("Nobody reads the alerts any more, exiting...");
      stop();
    }
  }

  private void await() {
    try {
      if (settings.limit().isZero()) {
        ended.await();
      } else if (!ended.await(settings.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        LOGGER.info("The time is over, exiting...");
        ended.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the run: sources stop, what they began is brought to its end. Does not wait. */
  public void stop() {
    ended.countDown();
  }

  /** Loads configuration and rules anew, soon. */
  public void reload() {
    tasks.soon(
        () -> {
          if (isUnderWay()) {
            reloader.reload();
            files.filesChanged();
          }
        });
  }

  /** Whether parts can be changed; waits until all have begun to run. */
  private boolean isUnderWay() {
    try {
      begun.await();
      return ended.getCount() > 0;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** What the rules in force came to since they took over. */
  public RunSummary summary() {
    return summary(rules.current());
  }

  private RunSummary summary(RulesInForce inForce) {
    List<String> names = watched.names();
    RunSummary summary = inForce.summary(names);
    return names.contains(SyscallEvent.SOURCE) ? summary.withDrops(syscalls.dropCounts()) : summary;
  }

  private void rulesReplaced(RulesInForce before) {
    if (before.hasSeenEvents()) {
      RunSummary summary = summary(before);
      findingsBefore.addAndGet(summary.findings());
      summaries.replaced(summary);
    }
  }

  private void fail(String reason) {
    errors.add(reason);
    stop();
  }

  private void tell(InternalAlert alert) {
    AlertLines lines = new AlertLines(1 << 10);
    lines.add(alert, rules.current().format());
    outputs.offerOrDrop(lines);
  }
}

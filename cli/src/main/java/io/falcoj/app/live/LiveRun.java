// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.FalcoException;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.EngineKind;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.app.drops.DropMonitor;
import io.falcoj.app.drops.TimeoutMonitor;
import io.falcoj.app.metrics.MetricsSettings;
import io.falcoj.app.metrics.MetricsWriter;
import io.falcoj.app.metrics.PrometheusText;
import io.falcoj.app.metrics.StandardMetrics;
import io.falcoj.app.summary.RunSummary;
import io.falcoj.app.web.WebServer;
import io.falcoj.app.web.WebServer.Page;
import io.falcoj.app.web.WebServerSettings;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.Outputs;
import io.falcoj.sources.k8saudit.AuditEvent;
import io.falcoj.sources.syscall.SyscallEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what happens now, until it is stopped.
 *
 * <pre>{@code
 * LiveRun run = new LiveRun(loader.load(), loader, settings, outputs, summaries);
 * try (ProcessSignals signals = new ProcessSignals().on("TERM", run::stop)) {
 *   LiveOutcome outcome = run.run();
 * }
 * }</pre>
 *
 * <p>Used once; {@link #stop}, {@link #reload} and {@link #summary} may be called by any thread, at
 * any time.
 */
public final class LiveRun {

  private static final long LAST_TASK_SECONDS = 10;
  private static final long READER_MILLIS = TimeUnit.SECONDS.toMillis(1);
  private static final long SUMMARY_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final Logger LOGGER = LoggerFactory.getLogger(LiveRun.class);

  private final LiveSettings settings;
  private final FalcoConfig config;
  private final MetricsSettings metrics;
  private final @Nullable WebServerSettings webServer;
  private final LiveRules rules;
  private final Outputs outputs;
  private final Reloader reloader;
  private final AuditSource audit;
  private final SyscallSource syscalls;
  private final SummaryListener summaries;
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ScheduledExecutorService tasks;
  private final AtomicLong alertsBefore = new AtomicLong();
  private volatile List<LiveSource> watched = List.of();

  /**
   * Takes what was loaded; nothing is watched yet.
   *
   * @param loaded what is in force at the beginning
   * @param loader reads it anew whenever files change
   * @param outputs where alerts go; not closed here
   * @param summaries is told from time to time what it came to
   * @throws FalcoException if the configuration is not valid
   */
  public LiveRun(
      RunLoader.Loaded loaded,
      RunLoader loader,
      LiveSettings settings,
      Outputs outputs,
      SummaryListener summaries)
      throws FalcoException {
    this.settings = settings;
    this.config = loaded.config();
    this.metrics = FalcoException.ofConfig(() -> MetricsSettings.of(config));
    this.webServer =
        config.get(ConfigKeys.WEBSERVER_ENABLED)
            ? FalcoException.ofConfig(() -> WebServerSettings.of(config))
            : null;
    this.outputs = outputs;
    this.summaries = summaries;
    this.rules = new LiveRules(loaded.falco());
    this.reloader = new Reloader(loader, loaded, rules, this::tell, this::rulesReplaced);
    this.audit =
        new AuditSource(
            FalcoException.ofConfig(() -> WebhookConfig.of(config)),
            rules,
            outputs,
            settings.redact());
    this.syscalls =
        new SyscallSource(
            FalcoException.ofConfig(() -> SyscallSettings.of(config)),
            rules,
            outputs,
            new DropMonitor(loaded.falco().drops(), this::tell, true),
            new TimeoutMonitor(
                FalcoException.ofConfig(() -> TimeoutMonitor.most(config)),
                loaded.falco().place().zone(),
                this::tell),
            settings.recording(),
            this::tell,
            this::fail);
    this.tasks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "falcoj-live");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Watches until it is stopped, a source fails, or the time is over.
   *
   * @throws FalcoException if there is nothing that could be watched
   */
  public LiveOutcome run() throws FalcoException {
    Deque<Closeable> closing = new ArrayDeque<>();
    try {
      startSources();
      startServices(closing);
      await();
    } finally {
      watched.forEach(LiveSource::stop);
      finishTasks();
      closing.forEach(this::close);
    }
    errors.addAll(syscalls.recordingFailures());
    RunSummary summary = summary();
    return new LiveOutcome(
        summary, alertsBefore.get() + summary.alerts(), syscalls.counters(), errors);
  }

  /** Lets what is being loaded or written come to its end. */
  private void finishTasks() {
    tasks.shutdown();
    try {
      if (!tasks.awaitTermination(LAST_TASK_SECONDS, TimeUnit.SECONDS)) {
        tasks.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startSources() throws FalcoException {
    List<LiveSource> started = new ArrayList<>();
    StringBuilder reasons = new StringBuilder();
    try {
      for (LiveSource source : List.of(syscalls, audit)) {
        String why = whyNotWanted(source.name());
        if (why.isEmpty()) {
          why = start(source, started);
        }
        if (!why.isEmpty()) {
          LOGGER.warn("Not watching {}: {}", source.name(), why);
          reasons.append('\n').append(source.name()).append(": ").append(why);
        }
      }
    } finally {
      watched = List.copyOf(started);
    }
    if (started.isEmpty()) {
      throw new FalcoException("there is nothing to watch" + reasons);
    }
  }

  /** Starts a source; says why that could not be, or nothing. */
  private String start(LiveSource source, List<LiveSource> started) throws FalcoException {
    try {
      LOGGER.info("Watching {}: {}", source.name(), source.start());
      started.add(source);
      return "";
    } catch (SourceException e) {
      String why = String.valueOf(e.getMessage());
      if (settings.demands(source.name())) {
        throw new FalcoException(source.name() + " cannot be watched: " + why, e);
      }
      return why;
    }
  }

  /** Why a source is not to be watched; empty if it is. */
  private String whyNotWanted(String source) {
    SourceChoice choice = settings.sources();
    if (!choice.allows(source)) {
      return choice.enabled().isEmpty() ? "--disable-source says so" : "--enable-source says so";
    }
    boolean isSyscall = source.equals(SyscallEvent.SOURCE);
    if (isSyscall && config.get(ConfigKeys.ENGINE_KIND) == EngineKind.NODRIVER) {
      return "engine.kind is nodriver";
    }
    if (!hasRulesFor(source) && !settings.demands(source)) {
      return "no rule looks at it";
    }
    return "";
  }

  private boolean hasRulesFor(String source) {
    return rules.current().rules().all().stream().anyMatch(rule -> rule.source().equals(source));
  }

  private void startServices(Deque<Closeable> closing) throws FalcoException {
    LiveMeasurements measurements =
        new LiveMeasurements(rules, watched, outputs, reloader, audit, syscalls);
    if (config.get(ConfigKeys.WATCH_CONFIG_FILES)) {
      FileWatch files = new FileWatch(reloader.files(), this::reload);
      reloader.watch(files);
      closing.push(files);
    }
    repeat(() -> summaries.soFar(summary()), SUMMARY_MILLIS);
    repeat(this::stopIfNobodyReads, READER_MILLIS);
    try {
      if (metrics.hasRecords()) {
        MetricsWriter writer = new MetricsWriter(metrics, this::tell);
        closing.push(writer);
        repeat(() -> writer.write(measurements.measure()), metrics.intervalMillis());
      }
      if (webServer != null) {
        WebServer server = startWebServer(webServer, measurements);
        closing.push(server::close);
      }
    } catch (IOException e) {
      throw new FalcoException(String.valueOf(e.getMessage()), e);
    }
  }

  private WebServer startWebServer(WebServerSettings serverSettings, LiveMeasurements measurements)
      throws IOException {
    Map<String, Supplier<Page>> pages = new HashMap<>();
    if (metrics.enabled() && config.get(ConfigKeys.WEBSERVER_PROMETHEUS_METRICS_ENABLED)) {
      StandardMetrics standard = new StandardMetrics(metrics);
      pages.put(
          "/metrics",
          () -> Page.of(PrometheusText.CONTENT_TYPE, standard.prometheus(measurements.measure())));
    }
    return WebServer.start(serverSettings, this::isWatching, pages);
  }

  /** Whether all that was started still watches. */
  private boolean isWatching() {
    return ended.getCount() > 0 && watched.stream().allMatch(LiveSource::isRunning);
  }

  /** Alerts that nobody can see are no reason to go on: {@code falcoj | head} ends. */
  private void stopIfNobodyReads() {
    if (outputs.nobodyReads() && ended.getCount() > 0) {
      LOGGER.warn("Nobody reads the alerts any more, exiting...");
      stop();
    }
  }

  private void repeat(Runnable task, long millis) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOGGER.error("something that is done from time to time failed", e);
          }
        };
    tasks.scheduleAtFixedRate(guarded, millis, millis, TimeUnit.MILLISECONDS);
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

  /** Loads rules anew, soon. */
  public void reload() {
    try {
      tasks.execute(reloader::reload);
    } catch (RejectedExecutionException e) {
      LOGGER.debug("too late to reload", e);
    }
  }

  /** What the rules in force came to since they took over. */
  public RunSummary summary() {
    return summary(rules.current());
  }

  private RunSummary summary(RulesInForce inForce) {
    List<String> names = watched.stream().map(LiveSource::name).toList();
    RunSummary summary = inForce.summary(names);
    return names.contains(SyscallEvent.SOURCE) ? summary.withDrops(syscalls.dropCounts()) : summary;
  }

  private void rulesReplaced(RulesInForce before) {
    for (LiveSource source : watched) {
      source.rulesChanged();
    }
    for (String source : List.of(SyscallEvent.SOURCE, AuditEvent.SOURCE)) {
      boolean isWatched = watched.stream().anyMatch(each -> each.name().equals(source));
      if (!isWatched && hasRulesFor(source)) {
        LOGGER.warn("there are rules for {}, which is not watched", source);
      }
    }
    if (before.hasSeenEvents()) {
      RunSummary summary = summary(before);
      alertsBefore.addAndGet(summary.alerts());
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

  private void close(Closeable closing) {
    try {
      closing.close();
    } catch (IOException e) {
      errors.add(String.valueOf(e.getMessage()));
    }
  }
}

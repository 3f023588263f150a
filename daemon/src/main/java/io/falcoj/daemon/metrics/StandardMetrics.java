// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import io.falcoj.daemon.Versions;
import io.falcoj.daemon.metrics.Metric.Part;
import io.falcoj.outputs.OutputCounters;
import io.falcoj.sources.http.HttpRefusals;
import io.falcoj.sources.live.DropCategory;
import io.falcoj.sources.live.LiveCounters;
import io.falcoj.sources.live.ProgramRun;
import io.falcoj.sources.syscall.state.StateCounters;
import io.falcoj.sources.webhook.WebhookCounters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of a live run. To add one, add it to the part that it belongs to: records and
 * Prometheus' text derive from that. Names are those of falco 0.44, where it has them.
 */
public final class StandardMetrics {

  private static final String ENTER = "enter";
  private static final String EXIT = "exit";

  private final MetricsSettings settings;
  private final ResourceUsage resources = ResourceUsage.of(System.getenv());

  /**
   * @param settings which parts are wanted
   */
  public StandardMetrics(MetricsSettings settings) {
    this.settings = settings;
  }

  /** What is no number. */
  List<Fact> facts(Measurements now) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("falco.version", Versions.falco(), "falcosecurity_falco_version", "version"));
    facts.add(Fact.of("falcoj.version", Versions.falcoj(), "falcoj_version", "version"));
    facts.add(
        Fact.of(
            "falco.kernel_release",
            System.getProperty("os.version"),
            "falcosecurity_falco_kernel_release",
            "kernel_release"));
    facts.add(Fact.of("evt.hostname", now.hostname(), "falcosecurity_evt_hostname", "hostname"));
    now.rulesHashes().forEach((file, hash) -> facts.add(hash("rules", file, hash)));
    now.configHashes().forEach((file, hash) -> facts.add(hash("config", file, hash)));
    facts.addAll(HostAddresses.facts());
    return facts;
  }

  private static Fact hash(String kind, String file, String hash) {
    return new Fact(
        "falco.sha256_" + kind + "_file." + MetricNames.ofRule(file),
        hash,
        "falcosecurity_falco_sha256_" + kind + "_files",
        Map.of("file_name", file, "sha256", hash));
  }

  /** What concerns all sources. */
  List<Metric> common(Measurements now) {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        Metric.counter(Part.FALCO, "outputs_queue_num_drops", MetricUnit.COUNT, now.outputDrops()));
    metrics.add(time("reload_ts", now.reloadNanos()));
    metrics.add(time("start_ts", now.startNanos()));
    metrics.add(
        Metric.counter(
            Part.FALCO,
            "duration_sec",
            MetricUnit.SECONDS_COUNT,
            (now.nowNanos() - now.startNanos()) / 1_000_000_000L));
    metrics.addAll(resources.host());
    if (settings.resources()) {
      metrics.addAll(resources.usage());
    }
    addOwn(now, metrics);
    return metrics;
  }

  private static Metric time(String name, long nanos) {
    return Metric.gauge(Part.FALCO, name, MetricUnit.TIMESTAMP_NANOSECONDS, nanos);
  }

  /** How often each rule matched. */
  List<Metric> rules(Measurements now) {
    List<Metric> metrics = new ArrayList<>();
    if (settings.rules()) {
      for (Measurements.OfRule rule : now.rules()) {
        Map<String, String> labels = new HashMap<>();
        rule.tags().forEach(tag -> labels.put("tag_" + tag, "true"));
        labels.put("rule_name", rule.name());
        labels.put("priority", Integer.toString(rule.priority().ordinal()));
        labels.put("source", rule.source());
        metrics.add(
            Metric.counter(Part.FALCO, "rules_matches", MetricUnit.COUNT, rule.matches())
                .with("rules." + MetricNames.ofRule(rule.name()), labels));
      }
    }
    return metrics;
  }

  /** What is about system calls. */
  List<Metric> syscalls(Measurements now) {
    List<Metric> metrics = new ArrayList<>();
    if (settings.kernel()) {
      now.syscalls().ifPresent(counters -> addKernel(counters, metrics));
    }
    if (settings.processors()) {
      now.syscalls().ifPresent(counters -> addProcessors(counters, metrics));
    }
    if (settings.programs()) {
      now.programs().forEach(program -> addProgram(program, metrics));
    }
    if (settings.state()) {
      now.state().ifPresent(state -> addState(state, metrics));
    }
    return metrics;
  }

  private static void addKernel(LiveCounters counters, List<Metric> metrics) {
    metrics.add(scap("n_evts", counters.events()));
    metrics.add(scap("n_drops", counters.drops()));
    metrics.add(scap("n_drops_scratch_map", counters.tooLongDrops()));
    for (DropCategory category : DropCategory.values()) {
      String direction = category.isExit() ? EXIT : ENTER;
      metrics.add(
          scap("n_drops_buffer", counters.drops(category))
              .with(
                  "n_drops_buffer_" + category.topic() + "_" + direction,
                  Map.of("dir", direction, "drop", category.topic())));
    }
  }

  private static void addProcessors(LiveCounters counters, List<Metric> metrics) {
    for (int cpu = 0; cpu < counters.byProcessor().size(); cpu++) {
      LiveCounters.OfProcessor processor = counters.byProcessor().get(cpu);
      Map<String, String> labels = Map.of("cpu", Integer.toString(cpu));
      metrics.add(scap("n_evts_cpu", processor.events()).with("n_evts_cpu_" + cpu, labels));
      metrics.add(scap("n_drops_cpu", processor.drops()).with("n_drops_cpu_" + cpu, labels));
    }
  }

  private static void addProgram(ProgramRun program, List<Metric> metrics) {
    metrics.add(scap(program.name() + ".run_cnt", program.runs()));
    metrics.add(
        Metric.counter(
            Part.SCAP,
            program.name() + ".run_time_ns",
            MetricUnit.NANOSECONDS_COUNT,
            program.nanos()));
    metrics.add(
        Metric.gauge(
            Part.SCAP,
            program.name() + ".avg_time_ns",
            MetricUnit.NANOSECONDS,
            program.nanos() / program.runs()));
  }

  private static Metric scap(String name, long value) {
    return Metric.counter(Part.SCAP, name, MetricUnit.COUNT, value);
  }

  private static void addState(StateCounters state, List<Metric> metrics) {
    StateCounters.Table threads = state.threads();
    StateCounters.Table fds = state.fds();
    StateCounters.Table enters = state.enters();
    metrics.add(Metric.gauge(Part.STATE, "n_threads", MetricUnit.COUNT, threads.size()));
    metrics.add(Metric.gauge(Part.STATE, "n_fds", MetricUnit.COUNT, fds.size()));
    metrics.add(state("n_noncached_fd_lookups", fds.found()));
    metrics.add(state("n_failed_fd_lookups", fds.missed()));
    metrics.add(state("n_added_fds", fds.added()));
    metrics.add(state("n_removed_fds", fds.removed()));
    metrics.add(state("n_stored_evts", enters.added()));
    metrics.add(state("n_store_evts_drops", enters.dropped()));
    metrics.add(state("n_retrieved_evts", enters.found()));
    metrics.add(state("n_retrieve_evts_drops", enters.missed()));
    metrics.add(state("n_noncached_thread_lookups", threads.found()));
    metrics.add(state("n_failed_thread_lookups", threads.missed()));
    metrics.add(state("n_added_threads", threads.added()));
    metrics.add(state("n_removed_threads", threads.removed()));
    metrics.add(state("n_drops_full_threadtable", threads.dropped()));
  }

  private static Metric state(String name, long value) {
    return Metric.counter(Part.STATE, name, MetricUnit.COUNT, value);
  }

  /** What only falcoj has. */
  private static void addOwn(Measurements now, List<Metric> metrics) {
    for (Measurements.OfSource source : now.sources()) {
      metrics.add(count("events_evaluated", source.events()).with("source", source.name()));
    }
    metrics.add(count("reloads", now.reloads()).with("result", "done"));
    metrics.add(count("reloads", now.failedReloads()).with("result", "failed"));
    for (OutputCounters output : now.outputs()) {
      List.of(
              count("output_alerts_written", output.written()),
              count("output_alerts_failed", output.failed()),
              count("output_alerts_dropped", output.dropped()),
              number("output_alerts_queued", output.queued()),
              Metric.gauge(
                  Part.FALCOJ, "output_spool_bytes", MetricUnit.BYTES, output.spooledBytes()))
          .forEach(metric -> metrics.add(metric.with("output", output.output())));
    }
    now.webhook().ifPresent(webhook -> addWebhook(webhook, metrics));
    now.webServer().ifPresent(refusals -> addRefusals("webserver", refusals, metrics));
  }

  private static void addWebhook(WebhookCounters webhook, List<Metric> metrics) {
    metrics.add(count("webhook_requests", webhook.accepted()).with("result", "accepted"));
    metrics.add(count("webhook_requests", webhook.overloaded()).with("result", "overloaded"));
    metrics.add(count("webhook_requests", webhook.rejected()).with("result", "rejected"));
    metrics.add(count("webhook_requests", webhook.broken()).with("result", "broken"));
    metrics.add(count("webhook_events", webhook.events()));
    metrics.add(count("webhook_events_resent", webhook.resent()));
    metrics.add(count("webhook_records_skipped", webhook.skipped()));
    metrics.add(
        Metric.counter(Part.FALCOJ, "webhook_body_bytes", MetricUnit.BYTES_COUNT, webhook.bytes()));
    metrics.add(number("webhook_bodies", webhook.bodies()));
    metrics.add(number("webhook_connections", webhook.connections()));
    addRefusals("webhook", webhook.refusals(), metrics);
  }

  private static void addRefusals(String server, HttpRefusals refusals, List<Metric> metrics) {
    String name = server + "_refusals";
    metrics.add(count(name, refusals.badRequests()).with("reason", "bad_request"));
    metrics.add(count(name, refusals.handshakes()).with("reason", "handshake"));
    metrics.add(count(name, refusals.slowHeads()).with("reason", "slow_head"));
    metrics.add(count(name, refusals.gaveWay()).with("reason", "gave_way"));
  }

  private static Metric count(String name, long value) {
    return Metric.counter(Part.FALCOJ, name, MetricUnit.COUNT, value);
  }

  private static Metric number(String name, long value) {
    return Metric.gauge(Part.FALCOJ, name, MetricUnit.NUMBER, value);
  }

  /** Everything, as Prometheus wants it. */
  public String prometheus(Measurements now) {
    PrometheusText text = new PrometheusText();
    facts(now).forEach(fact -> text.addInfo(fact.prometheus(), fact.labels()));
    for (Measurements.OfSource source : now.sources()) {
      text.addInfo(
          "falcosecurity_scap_engine_name",
          Map.of("engine_name", source.engine(), "evt_source", source.name()));
    }
    common(now).forEach(text::add);
    syscalls(now).forEach(text::add);
    rules(now).stream().filter(metric -> !metric.isEmpty()).forEach(text::add);
    now.answerTimes().ifPresent(times -> text.addTimes("falcoj_webhook_answer", times));
    return text.toString();
  }
}

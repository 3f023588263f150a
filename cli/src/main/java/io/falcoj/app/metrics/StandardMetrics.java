// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.metrics;

import io.falcoj.app.Versions;
import io.falcoj.app.metrics.Metric.Part;
import io.falcoj.outputs.OutputCounters;
import io.falcoj.sources.k8saudit.webhook.WebhookCounters;
import io.falcoj.sources.syscall.live.DropCategory;
import io.falcoj.sources.syscall.live.LiveCounters;
import java.nio.file.Path;
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
  private final ResourceUsage resources = new ResourceUsage(Path.of("/proc"));

  /**
   * @param settings which parts are wanted
   */
  public StandardMetrics(MetricsSettings settings) {
    this.settings = settings;
  }

  /** What records and Prometheus' text have in common, but for what is about rules. */
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
    metrics.add(
        Metric.gauge(
            Part.FALCO,
            "host_num_cpus",
            MetricUnit.COUNT,
            (long) Runtime.getRuntime().availableProcessors()));
    if (settings.resources()) {
      metrics.addAll(resources.metrics());
    }
    return metrics;
  }

  private static Metric time(String name, long nanos) {
    return Metric.gauge(Part.FALCO, name, MetricUnit.TIMESTAMP_NANOSECONDS, nanos);
  }

  /** What is about system calls. */
  List<Metric> syscalls(Measurements now) {
    List<Metric> metrics = new ArrayList<>();
    now.syscalls()
        .filter(counters -> settings.kernel())
        .ifPresent(counters -> addKernel(counters, metrics));
    now.threads()
        .filter(threads -> settings.state())
        .ifPresent(threads -> addState(threads, metrics));
    return metrics;
  }

  private static void addState(Measurements.Threads threads, List<Metric> metrics) {
    metrics.add(Metric.gauge(Part.STATE, "n_threads", MetricUnit.COUNT, threads.known()));
    metrics.add(
        Metric.counter(
            Part.STATE, "n_drops_full_threadtable", MetricUnit.COUNT, threads.dropped()));
  }

  private static void addKernel(LiveCounters counters, List<Metric> metrics) {
    metrics.add(scap("n_evts", counters.events()));
    metrics.add(scap("n_drops", counters.drops()));
    metrics.add(scap("n_drops_buffer_total", counters.bufferDrops()));
  }

  private static Metric scap(String name, long value) {
    return Metric.counter(Part.SCAP, name, MetricUnit.COUNT, value);
  }

  /** Everything, as Prometheus wants it. */
  public String prometheus(Measurements now) {
    PrometheusText text = new PrometheusText();
    text.addInfo("falcosecurity_falco_version", Map.of("version", Versions.falco()));
    text.addInfo("falcoj_version", Map.of("version", Versions.falcoj()));
    text.addInfo(
        "falcosecurity_falco_kernel_release",
        Map.of("kernel_release", System.getProperty("os.version")));
    text.addInfo("falcosecurity_evt_hostname", Map.of("hostname", now.hostname()));
    now.hashes()
        .forEach(
            (file, hash) ->
                text.addInfo(
                    "falcosecurity_falco_sha256_rules_files",
                    Map.of("file_name", file, "sha256", hash)));
    for (Measurements.OfSource source : now.sources()) {
      text.addInfo(
          "falcosecurity_scap_engine_name",
          Map.of("engine_name", source.engine(), "evt_source", source.name()));
    }
    common(now).forEach(text::add);
    syscalls(now).stream()
        .filter(metric -> !metric.name().equals("n_drops_buffer_total"))
        .forEach(text::add);
    if (settings.kernel()) {
      now.syscalls().ifPresent(counters -> addBufferDrops(counters, text));
    }
    if (settings.rules()) {
      now.rules().stream().filter(rule -> rule.matches() > 0).forEach(rule -> add(rule, text));
    }
    addOwn(now, text);
    return text.toString();
  }

  private static void addBufferDrops(LiveCounters counters, PrometheusText text) {
    for (DropCategory category : DropCategory.values()) {
      addBufferDrops(
          category.topic(), category.isExit() ? EXIT : ENTER, counters.drops(category), text);
    }
  }

  private static void addBufferDrops(
      String category, String direction, long drops, PrometheusText text) {
    text.add(scap("n_drops_buffer", drops).with(Map.of("dir", direction, "drop", category)));
  }

  private static void add(Measurements.OfRule rule, PrometheusText text) {
    Map<String, String> labels = new HashMap<>();
    rule.tags().forEach(tag -> labels.put("tag_" + tag, "true"));
    labels.put("rule_name", rule.name());
    labels.put("priority", Integer.toString(rule.priority().ordinal()));
    labels.put("source", rule.source());
    text.add(
        Metric.counter(Part.FALCO, "rules_matches", MetricUnit.COUNT, rule.matches()).with(labels));
  }

  /** What only falcoj has. */
  private static void addOwn(Measurements now, PrometheusText text) {
    for (Measurements.OfSource source : now.sources()) {
      own(text, "events_evaluated", source.events(), true, Map.of("source", source.name()));
    }
    own(text, "reloads", now.reloads(), true, Map.of("result", "done"));
    own(text, "reloads", now.failedReloads(), true, Map.of("result", "failed"));
    for (OutputCounters output : now.outputs()) {
      Map<String, String> name = Map.of("output", output.output());
      own(text, "output_alerts_written", output.written(), true, name);
      own(text, "output_alerts_failed", output.failed(), true, name);
      own(text, "output_alerts_dropped", output.dropped(), true, name);
      own(text, "output_alerts_queued", output.queued(), false, name);
      text.add(
          Metric.gauge(Part.FALCOJ, "output_spool_bytes", MetricUnit.BYTES, output.spooledBytes())
              .with(name));
    }
    now.webhook().ifPresent(webhook -> addWebhook(webhook, text));
    now.answerTimes().ifPresent(times -> text.addTimes("falcoj_webhook_answer", times));
  }

  private static void addWebhook(WebhookCounters webhook, PrometheusText text) {
    String requests = "webhook_requests";
    own(text, requests, webhook.accepted(), true, Map.of("result", "accepted"));
    own(text, requests, webhook.overloaded(), true, Map.of("result", "overloaded"));
    own(text, requests, webhook.rejected(), true, Map.of("result", "rejected"));
    own(text, requests, webhook.broken(), true, Map.of("result", "broken"));
    own(text, "webhook_events", webhook.events(), true, Map.of());
    own(text, "webhook_events_resent", webhook.resent(), true, Map.of());
    own(text, "webhook_records_skipped", webhook.skipped(), true, Map.of());
    text.add(Metric.counter(Part.FALCOJ, "webhook_body", MetricUnit.BYTES_COUNT, webhook.bytes()));
    own(text, "webhook_bodies", webhook.bodies(), false, Map.of());
    own(text, "webhook_connections", webhook.connections(), false, Map.of());
  }

  private static void own(
      PrometheusText text, String name, long value, boolean counter, Map<String, String> labels) {
    MetricUnit unit = counter ? MetricUnit.COUNT : MetricUnit.NUMBER;
    text.add(new Metric(Part.FALCOJ, name, unit, counter, value, labels));
  }
}

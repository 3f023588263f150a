// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the records of {@code metrics.output_rule} and {@code metrics.output_file}: one for each
 * source that is watched. Remembers the last ones, for rates. Used by one thread.
 *
 * <p>Follows falco 0.44 {@code stats_writer.cpp}.
 */
final class MetricsRecords {

  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricsSettings settings;
  private final StandardMetrics metrics;
  private final Map<String, Long> lastEvents = new HashMap<>();
  private long lastNanos;
  private long lastKernelEvents;
  private long lastKernelDrops;

  MetricsRecords(MetricsSettings settings) {
    this.settings = settings;
    this.metrics = new StandardMetrics(settings);
  }

  /** The records of this moment, fields by name. */
  List<SortedMap<String, Object>> next(Measurements now) {
    double seconds = lastNanos == 0 ? 0 : (now.nowNanos() - lastNanos) / NANOS_PER_SECOND;
    lastNanos = now.nowNanos();
    List<Fact> facts = metrics.facts(now);
    List<Metric> common = metrics.common(now);
    List<Metric> rules = metrics.rules(now);
    List<SortedMap<String, Object>> records = new ArrayList<>();
    for (Measurements.OfSource source : now.sources()) {
      SortedMap<String, Object> record = new TreeMap<>();
      addAlways(record, now, source, seconds);
      facts.forEach(fact -> record.put(fact.field(), fact.value()));
      common.forEach(metric -> add(record, metric));
      rules.forEach(metric -> add(record, metric));
      if (settings.rules()) {
        record.put(
            "falco.rules.matches_total",
            rules.stream().mapToLong(metric -> metric.value().longValue()).sum());
      }
      if (source.name().equals("syscall")) {
        metrics.syscalls(now).forEach(metric -> add(record, metric));
        if (settings.kernel()) {
          addKernelRates(record, now, seconds);
        }
      }
      records.add(record);
    }
    return records;
  }

  private void addAlways(
      SortedMap<String, Object> record,
      Measurements now,
      Measurements.OfSource source,
      double seconds) {
    record.put("evt.time", now.nowNanos());
    record.put("evt.source", source.name());
    record.put("scap.engine_name", source.engine());
    record.put("falco.outputs_queue_num_drops", now.outputDrops());
    long before = lastEvents.getOrDefault(source.name(), 0L);
    lastEvents.put(source.name(), source.events());
    record.put("falco.num_evts", source.events());
    record.put("falco.num_evts_prev", before);
    if (before != 0 && seconds > 0) {
      record.put("falco.evts_rate_sec", rate(source.events() - before, seconds));
    }
  }

  private void addKernelRates(SortedMap<String, Object> record, Measurements now, double seconds) {
    now.syscalls()
        .ifPresent(
            counters -> {
              long events = counters.events() - lastKernelEvents;
              long drops = counters.drops() - lastKernelDrops;
              record.put("scap.n_evts", counters.events());
              record.put("scap.n_evts_prev", lastKernelEvents);
              record.put("scap.evts_rate_sec", rate(events, seconds));
              record.put("scap.n_drops", counters.drops());
              record.put("scap.n_drops_prev", lastKernelDrops);
              record.put("scap.evts_drop_rate_sec", rate(drops, seconds));
              record.put("scap.n_drops_perc", events > 0 ? 100.0 * drops / events : 0.0);
              if (counters.bufferDrops() > 0 || settings.zeros()) {
                record.put("scap.n_drops_buffer_total", counters.bufferDrops());
              }
              lastKernelEvents = counters.events();
              lastKernelDrops = counters.drops();
            });
  }

  private void add(SortedMap<String, Object> record, Metric metric) {
    if (!metric.isEmpty() || settings.zeros()) {
      Metric shown = settings.megabytes() ? metric.inMegabytes() : metric;
      record.put(shown.fullField(), shown.value());
    }
  }

  /** How many a second, with one digit behind the point. */
  private static double rate(long count, double seconds) {
    return seconds > 0 ? Math.round(count / seconds * 10) / 10.0 : 0;
  }
}

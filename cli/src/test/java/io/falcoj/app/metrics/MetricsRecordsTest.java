// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.app.config.ConfigException;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.OutputCounters;
import io.falcoj.sources.syscall.live.LiveCounters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class MetricsRecordsTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void eachSourceHasARecordAndOnlySystemCallsHaveThatOfTheKernel() throws ConfigException {
    List<SortedMap<String, Object>> records =
        records("metrics.enabled=true").next(measured(1, 10, 4));
    assertThat(records).hasSize(2);
    assertThat(records.get(0))
        .containsEntry("evt.source", "syscall")
        .containsEntry("scap.engine_name", "modern_bpf")
        .containsEntry("falco.num_evts", 10L)
        .containsEntry("scap.n_evts", 10L)
        .containsEntry("scap.n_drops", 4L)
        .containsEntry("scap.n_drops_perc", 40.0)
        .containsEntry("falco.rules.matches_total", 3L)
        .containsEntry("falco.rules.A_rule", 3L)
        .containsEntry("falco.outputs_queue_num_drops", 2L)
        .containsEntry("falco.sha256_rules_file.rules_yaml", "abc")
        .containsEntry("falco.duration_sec", 1L)
        .containsEntry("falco.n_threads", 12L)
        .containsEntry("falco.n_drops_full_threadtable", 1L)
        .doesNotContainKey("falco.rules.Another_rule");
    assertThat(records.get(1))
        .containsEntry("evt.source", "k8s_audit")
        .doesNotContainKey("scap.n_evts");
  }

  @Test
  void ratesAreThoseSinceTheLastRecord() throws ConfigException {
    MetricsRecords records = records("metrics.enabled=true");
    records.next(measured(1, 10, 4));
    assertThat(records.next(measured(3, 30, 5)).get(0))
        .containsEntry("falco.num_evts_prev", 10L)
        .containsEntry("falco.evts_rate_sec", 10.0)
        .containsEntry("scap.n_evts_prev", 10L)
        .containsEntry("scap.evts_rate_sec", 10.0)
        .containsEntry("scap.n_drops_prev", 4L)
        .containsEntry("scap.evts_drop_rate_sec", 0.5)
        .containsEntry("scap.n_drops_perc", 5.0);
  }

  @Test
  void whatIsNotWantedIsLeftOut() throws ConfigException {
    SortedMap<String, Object> record =
        records(
                "metrics.rules_counters_enabled=false",
                "metrics.resource_utilization_enabled=false",
                "metrics.kernel_event_counters_enabled=false")
            .next(measured(1, 10, 4))
            .get(0);
    assertThat(record).doesNotContainKeys("falco.rules.matches_total", "scap.n_evts");
    assertThat(record.keySet()).noneMatch(name -> name.contains("memory"));
  }

  @Test
  void zerosAndKilobytesAreTheirIfWanted() throws ConfigException {
    SortedMap<String, Object> record =
        records("metrics.include_empty_values=true", "metrics.convert_memory_to_mb=false")
            .next(measured(1, 10, 4))
            .get(0);
    assertThat(record)
        .containsEntry("falco.rules.Another_rule", 0L)
        .containsKey("falco.memory_rss_kb");
  }

  private static MetricsRecords records(String... options) throws ConfigException {
    FalcoConfig config =
        FalcoConfig.STANDARD
            .withOptions(
                List.of("metrics.enabled=true", "metrics.interval=1h", "metrics.output_rule=true"))
            .withOptions(List.of(options));
    return new MetricsRecords(MetricsSettings.of(config));
  }

  private static Measurements measured(long second, long events, long drops) {
    return new Measurements(
        "host",
        second * SECOND,
        0,
        0,
        0,
        0,
        Map.of("rules.yaml", "abc"),
        List.of(
            new Measurements.OfSource("syscall", "modern_bpf", events),
            new Measurements.OfSource("k8s_audit", "source_plugin", 1)),
        List.of(
            new Measurements.OfRule("A rule", "syscall", Priority.NOTICE, List.of(), 3),
            new Measurements.OfRule("Another rule", "syscall", Priority.NOTICE, List.of(), 0)),
        List.of(new OutputCounters("stdout", 0, 0, 5, 0, 2)),
        Optional.empty(),
        Optional.of(new LiveCounters(events, drops, 0, 0, Map.of())),
        Optional.empty(),
        Optional.of(new Measurements.Threads(12, 1)));
  }
}

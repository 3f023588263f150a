// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.OutputCounters;
import io.falcoj.sources.live.DropCategory;
import io.falcoj.sources.live.LiveCounters;
import io.falcoj.sources.live.ProgramRun;
import io.falcoj.sources.syscall.state.StateCounters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        .containsEntry("falco.sha256_config_file.falco_yaml", "def")
        .containsEntry("falco.duration_sec", 1L)
        .containsEntry("falco.n_threads", 12L)
        .containsEntry("falco.n_drops_full_threadtable", 1L)
        .containsEntry("falco.n_fds", 30L)
        .containsEntry("falco.n_added_fds", 40L)
        .containsEntry("falco.n_failed_fd_lookups", 5L)
        .containsEntry("scap.n_drops_buffer_open_exit", 4L)
        .containsEntry("scap.n_drops_buffer_total", 4L)
        .containsEntry("scap.sys_exit.run_cnt", 4L)
        .containsEntry("scap.sys_exit.run_time_ns", 1000L)
        .containsEntry("scap.sys_exit.avg_time_ns", 250L)
        .containsEntry("falcoj.output_alerts_written.stdout", 5L)
        .doesNotContainKey("falco.rules.Another_rule");
    assertThat(records.get(1))
        .containsEntry("evt.source", "k8s_audit")
        .doesNotContainKeys("scap.n_evts", "falco.n_threads");
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
  void processorsAreToldIfWantedAndHaveTheSumsToldToo() throws ConfigException {
    SortedMap<String, Object> record =
        records(
                "metrics.kernel_event_counters_enabled=false",
                "metrics.kernel_event_counters_per_cpu_enabled=true",
                "metrics.libbpf_stats_enabled=false",
                "metrics.state_counters_enabled=false")
            .next(measured(1, 10, 4))
            .get(0);
    assertThat(record)
        .containsEntry("scap.n_evts", 10L)
        .containsEntry("scap.n_evts_cpu_1", 10L)
        .containsEntry("scap.n_drops_cpu_1", 4L)
        .doesNotContainKeys("scap.n_evts_cpu_0", "scap.sys_exit.run_cnt", "falco.n_threads");
  }

  @Test
  void prometheusAndRecordsTellTheSame() throws ConfigException {
    MetricsSettings settings =
        settings(
            "metrics.kernel_event_counters_per_cpu_enabled=true",
            "metrics.include_empty_values=true");
    StandardMetrics standard = new StandardMetrics(settings);
    Measurements now = measured(1, 10, 4);
    SortedMap<String, Object> record = new MetricsRecords(settings).next(now).get(0);
    List<Metric> all = new ArrayList<>(standard.common(now));
    all.addAll(standard.syscalls(now));
    assertThat(all)
        .extracting(Metric::inMegabytes)
        .extracting(Metric::fullField)
        .doesNotHaveDuplicates()
        .isSubsetOf(record.keySet());
    assertThat(standard.prometheus(now).lines())
        .doesNotHaveDuplicates()
        .contains(
            "falcosecurity_falco_sha256_config_files_info{file_name=\"falco.yaml\",sha256=\"def\"}"
                + " 1",
            "falcosecurity_falco_rules_matches_total{priority=\"5\",rule_name=\"A"
                + " rule\",source=\"syscall\"} 3",
            "falcosecurity_scap_n_fds_total 30",
            "falcosecurity_scap_n_stored_evts_total 6",
            "falcosecurity_scap_n_drops_buffer_total{dir=\"exit\",drop=\"open\"} 4",
            "falcosecurity_scap_n_evts_cpu_total{cpu=\"0\"} 0",
            "falcosecurity_scap_n_evts_cpu_total{cpu=\"1\"} 10",
            "falcosecurity_scap_n_drops_cpu_total{cpu=\"1\"} 4",
            "falcosecurity_scap_sys_exit_run_cnt_total 4",
            "falcosecurity_scap_sys_exit_run_time_nanoseconds_total 1000",
            "falcosecurity_scap_sys_exit_avg_time_nanoseconds 250",
            "falcoj_output_alerts_written_total{output=\"stdout\"} 5")
        .noneMatch(line -> line.contains("Another rule"));
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

  @Test
  void aRecordThatAnEarlierProcessToreStandsOnALineOfItsOwn(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("metrics.jsonl"), "{\"torn");
    try (MetricsWriter writer =
        new MetricsWriter(
            settings("metrics.enabled=true", "metrics.output_file=" + file), alert -> {})) {
      writer.write(measured(1, 10, 4));
    }
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .startsWith("{\"torn")
        .element(1, InstanceOfAssertFactories.STRING)
        .startsWith("{\"output_fields\":{");
  }

  private static MetricsRecords records(String... options) throws ConfigException {
    return new MetricsRecords(settings(options));
  }

  private static MetricsSettings settings(String... options) throws ConfigException {
    FalcoConfig config =
        FalcoConfig.STANDARD
            .withOptions(
                List.of("metrics.enabled=true", "metrics.interval=1h", "metrics.output_rule=true"))
            .withOptions(List.of(options));
    return MetricsSettings.of(config);
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
        Map.of("falco.yaml", "def"),
        List.of(
            new Measurements.OfSource("syscall", "modern_bpf", events),
            new Measurements.OfSource("k8s_audit", "source_plugin", 1)),
        List.of(
            new Measurements.OfRule("A rule", "syscall", Priority.NOTICE, List.of(), 3),
            new Measurements.OfRule("Another rule", "syscall", Priority.NOTICE, List.of(), 0)),
        List.of(new OutputCounters("stdout", 0, 0, 5, 0, 2)),
        Optional.empty(),
        Optional.of(
            new LiveCounters(
                events,
                drops,
                0,
                0,
                Map.of(DropCategory.OPEN_EXIT, drops),
                List.of(
                    new LiveCounters.OfProcessor(0, 0),
                    new LiveCounters.OfProcessor(events, drops)))),
        List.of(new ProgramRun("sys_exit", 4, 1000)),
        Optional.of(
            new StateCounters(
                new StateCounters.Table(20, 8, 1, 100, 3),
                new StateCounters.Table(40, 10, 0, 200, 5),
                new StateCounters.Table(6, 0, 0, 6, 0))),
        Optional.empty(),
        Optional.empty());
  }
}

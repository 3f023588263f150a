// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.daemon.metrics.Metric.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  @Test
  void namesEndWithTheirUnits() {
    assertThat(
            lines(
                Metric.counter(Part.SCAP, "n_evts", MetricUnit.COUNT, 7L),
                Metric.gauge(Part.FALCO, "cpu_usage_perc", MetricUnit.PERCENT, 12.5),
                Metric.gauge(Part.FALCO, "memory_rss_kb", MetricUnit.KIBIBYTES, 2L),
                Metric.gauge(Part.FALCO, "start_ts", MetricUnit.TIMESTAMP_NANOSECONDS, 5L),
                Metric.counter(Part.FALCO, "duration_sec", MetricUnit.SECONDS_COUNT, 9L),
                Metric.gauge(Part.FALCOJ, "queue", MetricUnit.NUMBER, 1L)))
        .containsExactly(
            "falcosecurity_scap_n_evts_total 7",
            "falcosecurity_falco_cpu_usage_ratio 0.125",
            "falcosecurity_falco_memory_rss_bytes 2048",
            "falcosecurity_falco_start_timestamp_nanoseconds 5",
            "falcosecurity_falco_duration_seconds_total 9",
            "falcoj_queue 1");
  }

  @Test
  void metricsOfOneNameStandUnderOneHeading() {
    PrometheusText text = new PrometheusText();
    text.add(drops("open"));
    text.add(Metric.counter(Part.SCAP, "n_evts", MetricUnit.COUNT, 7L));
    text.add(drops("close"));
    assertThat(text)
        .hasToString(
            """
            # HELP falcosecurity_scap_n_drops_buffer_total https://falco.org/docs/metrics/
            # TYPE falcosecurity_scap_n_drops_buffer_total counter
            falcosecurity_scap_n_drops_buffer_total{dir="exit",drop="open"} 3
            falcosecurity_scap_n_drops_buffer_total{dir="exit",drop="close"} 3
            # HELP falcosecurity_scap_n_evts_total https://falco.org/docs/metrics/
            # TYPE falcosecurity_scap_n_evts_total counter
            falcosecurity_scap_n_evts_total 7
            """);
  }

  private static Metric drops(String category) {
    return Metric.counter(Part.SCAP, "n_drops_buffer", MetricUnit.COUNT, 3L)
        .with("n_drops_buffer_" + category + "_exit", Map.of("drop", category, "dir", "exit"));
  }

  @Test
  void labelsAreMadeHarmless() {
    PrometheusText text = new PrometheusText();
    text.addInfo("rule", Map.of("tag-a b", "say \"x\"\n\\"));
    assertThat(text.toString()).endsWith("rule_info{tag_a_b=\"say \\\"x\\\"\\n\\\\\"} 1\n");
  }

  private static String[] lines(Metric... metrics) {
    PrometheusText text = new PrometheusText();
    for (Metric metric : metrics) {
      text.add(metric);
    }
    return text.toString().lines().filter(line -> !line.startsWith("#")).toArray(String[]::new);
  }
}

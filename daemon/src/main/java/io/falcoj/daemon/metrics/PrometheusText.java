// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import io.falcoj.sources.webhook.AnswerTimes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics in Prometheus' text format, by Falco's names where Falco has them: {@code
 * falcosecurity_scap_n_evts_total 49528}. Metrics of one name stand together under one heading.
 */
public final class PrometheusText {

  /** The media type. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4";

  private static final int NANO_DIGITS = 9;

  private final Map<String, List<String>> families = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();

  /** Adds a metric. */
  public PrometheusText add(Metric metric) {
    String name =
        metric.part().prometheus()
            + MetricUnit.withoutSuffix(metric.name()).replace('.', '_')
            + metric.unit().prometheus();
    add(name, metric.counter(), metric.labels(), number(metric));
    return this;
  }

  /** Adds a fact that is no number: a metric {@code NAME_info} that is always 1. */
  public PrometheusText addInfo(String name, Map<String, String> labels) {
    add(name + "_info", false, new TreeMap<>(labels), "1");
    return this;
  }

  /**
   * Adds how long something took.
   *
   * @param name without unit
   */
  PrometheusText addTimes(String name, AnswerTimes.Counts times) {
    String family = name + "_seconds";
    types.put(family, "histogram");
    List<String> lines = families.computeIfAbsent(family, unseen -> new ArrayList<>());
    for (AnswerTimes.TimeClass each : times.classes()) {
      lines.add(bucket(family, seconds(each.nanos()), each.answers()));
    }
    lines.add(bucket(family, "+Inf", times.answers()));
    lines.add(family + "_sum " + seconds(times.totalNanos()) + "\n");
    lines.add(family + "_count " + times.answers() + "\n");
    return this;
  }

  private static String bucket(String family, String bound, long count) {
    return family + "_bucket{le=\"" + bound + "\"} " + count + "\n";
  }

  private static String seconds(long nanos) {
    return plain(BigDecimal.valueOf(nanos, NANO_DIGITS));
  }

  private void add(String name, boolean counter, Map<String, String> labels, String value) {
    types.putIfAbsent(name, counter ? "counter" : "gauge");
    families
        .computeIfAbsent(name, unseen -> new ArrayList<>())
        .add(name + text(labels) + " " + value + "\n");
  }

  private static String number(Metric metric) {
    double factor = metric.unit().prometheusFactor();
    if (metric.value() instanceof Long value && factor == 1) {
      return Long.toString(value);
    }
    BigDecimal value = BigDecimal.valueOf(metric.value().doubleValue());
    return plain(value.multiply(BigDecimal.valueOf(factor)));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static String text(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    char separator = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(separator).append(MetricNames.ofLabel(label.getKey())).append("=\"");
      appendEscaped(label.getValue(), text);
      text.append('"');
      separator = ',';
    }
    return text.append('}').toString();
  }

  private static void appendEscaped(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, lines) -> {
          text.append("# HELP ").append(name).append(" https://falco.org/docs/metrics/\n");
          text.append("# TYPE ").append(name).append(' ').append(types.get(name)).append('\n');
          lines.forEach(text::append);
        });
    return text.toString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import java.util.Map;
import java.util.TreeMap;

/**
 * A number about falcoj or its machine at a moment.
 *
 * @param part what it is about: the first part of its name
 * @param name the rest, as Falco has it in its own records: {@code memory_rss_kb}; may end with its
 *     unit
 * @param counter whether it only grows
 * @param value a {@link Long} or a {@link Double}
 * @param field its name in records, but for the part; differs from {@code name} if there are labels
 * @param labels in the order of their names
 */
public record Metric(
    Part part,
    String name,
    MetricUnit unit,
    boolean counter,
    Number value,
    String field,
    Map<String, String> labels) {

  /** What metrics are about. */
  public enum Part {
    /** falcoj itself and its machine, by Falco's names. */
    FALCO("falco", "falcosecurity_falco_"),
    /** What is known of the machine, by Falco's names. */
    STATE("falco", "falcosecurity_scap_"),
    /** What brings system calls, by Falco's names. */
    SCAP("scap", "falcosecurity_scap_"),
    /** What Falco does not have. */
    FALCOJ("falcoj", "falcoj_");

    private final String field;
    private final String prometheus;

    Part(String field, String prometheus) {
      this.field = field;
      this.prometheus = prometheus;
    }

    /** How names begin in Prometheus' text. */
    String prometheus() {
      return prometheus;
    }
  }

  public Metric {
    labels = new TreeMap<>(labels);
  }

  /** A number that only grows. */
  static Metric counter(Part part, String name, MetricUnit unit, Number value) {
    return new Metric(part, name, unit, true, value, name, Map.of());
  }

  /** A number that grows and shrinks. */
  static Metric gauge(Part part, String name, MetricUnit unit, Number value) {
    return new Metric(part, name, unit, false, value, name, Map.of());
  }

  /** The same with labels, and their equivalent in records. */
  Metric with(String newField, Map<String, String> newLabels) {
    return new Metric(part, name, unit, counter, value, newField, newLabels);
  }

  /** The same with a label, whose value ends the name in records. */
  Metric with(String label, String of) {
    return with(name + "." + of, Map.of(label, of));
  }

  /** Its name in the records of {@code metrics.output_rule}: {@code scap.n_evts}. */
  String fullField() {
    return part.field + "." + field;
  }

  /** Whether it is 0. */
  boolean isEmpty() {
    return value.doubleValue() == 0;
  }

  /** A size of memory in megabytes, if it is one; else the same. */
  Metric inMegabytes() {
    if (unit.bytes() == 0) {
      return this;
    }
    double megabytes = Math.round(value.doubleValue() * unit.bytes() / (1 << 20) * 10) / 10.0;
    return new Metric(
        part,
        name,
        MetricUnit.MEGABYTES,
        counter,
        megabytes,
        MetricUnit.inMegabytes(field),
        labels);
  }
}

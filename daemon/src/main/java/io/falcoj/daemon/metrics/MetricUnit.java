// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import java.util.regex.Pattern;

/** What a metric counts, and the words for it. Follows libs 0.25 {@code metrics_collector.cpp}. */
public enum MetricUnit {
  COUNT("_total", 1, 0),
  /** How many there are now, where Falco has no metric of its own. */
  NUMBER("", 1, 0),
  PERCENT("_ratio", 0.01, 0),
  BYTES("_bytes", 1, 1),
  /** A number of bytes that only grows. */
  BYTES_COUNT("_bytes_total", 1, 0),
  KIBIBYTES("_bytes", 1024, 1024),
  MEGABYTES("_bytes", 1 << 20, 1 << 20),
  /** A stretch of time that only grows. */
  SECONDS_COUNT("_seconds_total", 1, 0),
  NANOSECONDS("_nanoseconds", 1, 0),
  /** A stretch of time that only grows. */
  NANOSECONDS_COUNT("_nanoseconds_total", 1, 0),
  /** A point in time, since the epoch. */
  TIMESTAMP_NANOSECONDS("_timestamp_nanoseconds", 1, 0);

  private static final Pattern SUFFIX = Pattern.compile("_(?:kb|bytes|perc|ts|sec|ns)$");

  private static final Pattern MEMORY_SUFFIX = Pattern.compile("_(?:kb|bytes)(?=\\.|$)");

  private final String prometheus;
  private final double prometheusFactor;
  private final long bytes;

  MetricUnit(String prometheus, double prometheusFactor, long bytes) {
    this.prometheus = prometheus;
    this.prometheusFactor = prometheusFactor;
    this.bytes = bytes;
  }

  /** How names end in Prometheus' text. */
  String prometheus() {
    return prometheus;
  }

  /** What a value is multiplied with in Prometheus' text. */
  double prometheusFactor() {
    return prometheusFactor;
  }

  /** How many bytes it is; 0 if it is no size of memory. */
  long bytes() {
    return bytes;
  }

  /** A metric's name without its unit. */
  static String withoutSuffix(String name) {
    return SUFFIX.matcher(name).replaceFirst("");
  }

  /** The name of a size of memory in records, where they tell it in megabytes. */
  static String inMegabytes(String field) {
    return MEMORY_SUFFIX.matcher(field).replaceFirst("_mb");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;

/**
 * What {@code metrics} says.
 *
 * @param intervalMillis between two records
 * @param outputRule whether records go where alerts go
 * @param outputFile gets a record a line; empty for none
 * @param rules whether matches of rules are told
 * @param resources whether use of processors and memory is told
 * @param state whether it is told how much is known of processes
 * @param kernel whether it is told what the kernel had and lost
 * @param processors whether the same is told for each processor
 * @param programs whether it is told how often the program in the kernel ran
 * @param megabytes whether records tell memory in megabytes
 * @param zeros whether records tell what is 0
 */
public record MetricsSettings(
    boolean enabled,
    long intervalMillis,
    boolean outputRule,
    String outputFile,
    boolean rules,
    boolean resources,
    boolean state,
    boolean kernel,
    boolean processors,
    boolean programs,
    boolean megabytes,
    boolean zeros) {

  private static final long SHORTEST_MILLIS = 100;

  /**
   * Reads the configuration.
   *
   * @throws ConfigException if metrics are enabled, but the interval is none, or they go nowhere
   */
  public static MetricsSettings of(FalcoConfig config) throws ConfigException {
    boolean enabled = config.get(ConfigKeys.METRICS_ENABLED);
    boolean processors = config.get(ConfigKeys.METRICS_KERNEL_EVENT_COUNTERS_PER_CPU_ENABLED);
    return new MetricsSettings(
        enabled,
        enabled ? intervalMillis(config) : 0,
        config.get(ConfigKeys.METRICS_OUTPUT_RULE),
        config.get(ConfigKeys.METRICS_OUTPUT_FILE),
        config.get(ConfigKeys.METRICS_RULES_COUNTERS_ENABLED),
        config.get(ConfigKeys.METRICS_RESOURCE_UTILIZATION_ENABLED),
        config.get(ConfigKeys.METRICS_STATE_COUNTERS_ENABLED),
        config.get(ConfigKeys.METRICS_KERNEL_EVENT_COUNTERS_ENABLED) || processors,
        processors,
        config.get(ConfigKeys.METRICS_LIBBPF_STATS_ENABLED),
        config.get(ConfigKeys.METRICS_CONVERT_MEMORY_TO_MB),
        config.get(ConfigKeys.METRICS_INCLUDE_EMPTY_VALUES));
  }

  /** Whether records are to be written. */
  public boolean hasRecords() {
    return enabled && (outputRule || !outputFile.isEmpty());
  }

  private static long intervalMillis(FalcoConfig config) throws ConfigException {
    long millis = MetricsInterval.parseMillis(config.get(ConfigKeys.METRICS_INTERVAL)).orElse(0);
    if (millis < SHORTEST_MILLIS) {
      throw new ConfigException(
          "metrics.interval: found \"%s\", expected a time with its unit, as 15m; Metrics interval must have a minimum value of 100ms"
              .formatted(config.get(ConfigKeys.METRICS_INTERVAL)));
    }
    boolean goSomewhere =
        config.get(ConfigKeys.METRICS_OUTPUT_RULE)
            || !config.get(ConfigKeys.METRICS_OUTPUT_FILE).isEmpty()
            || config.get(ConfigKeys.WEBSERVER_PROMETHEUS_METRICS_ENABLED);
    if (!goSomewhere) {
      throw new ConfigException(
          "Metrics are enabled with no output configured. Please enable at least one output"
              + " channel ('metrics.output_rule', 'metrics.output_file' or"
              + " 'webserver.prometheus_metrics_enabled')");
    }
    return millis;
  }
}

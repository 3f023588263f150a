// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.metrics.Measurements;
import io.falcoj.daemon.metrics.MetricsSettings;
import io.falcoj.daemon.metrics.MetricsWriter;
import io.falcoj.outputs.InternalAlert;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The records of metrics that are written from time to time. */
final class MetricsPart implements LivePart<MetricsSettings> {

  private final Tasks tasks;
  private final Supplier<Measurements> measurements;
  private final Consumer<InternalAlert> alerts;
  private @Nullable MetricsWriter writer;
  private @Nullable Future<?> task;

  /**
   * @param tasks those of the thread that this is used by
   */
  MetricsPart(Tasks tasks, Supplier<Measurements> measurements, Consumer<InternalAlert> alerts) {
    this.tasks = tasks;
    this.measurements = measurements;
    this.alerts = alerts;
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public @Nullable MetricsSettings settings(RunLoader.Loaded loaded) throws FalcoException {
    MetricsSettings settings = FalcoException.ofConfig(() -> MetricsSettings.of(loaded.config()));
    return settings.hasRecords() ? settings : null;
  }

  @Override
  public void use(MetricsSettings settings) throws FalcoException {
    MetricsWriter opened;
    try {
      opened = new MetricsWriter(settings, alerts);
    } catch (IOException e) {
      throw new FalcoException(String.valueOf(e.getMessage()), e);
    }
    stop();
    writer = opened;
    task = tasks.repeat(() -> opened.write(measurements.get()), settings.intervalMillis());
  }

  @Override
  public void stop() throws FalcoException {
    MetricsWriter closing = writer;
    Future<?> ending = task;
    if (closing == null || ending == null) {
      return;
    }
    writer = null;
    ending.cancel(false);
    try {
      closing.close();
    } catch (IOException e) {
      throw new FalcoException(String.valueOf(e.getMessage()), e);
    }
  }
}

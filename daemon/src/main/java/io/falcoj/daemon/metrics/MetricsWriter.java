// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import io.falcoj.engine.Priority;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.JsonAlertFormat;
import io.falcoj.outputs.LineBuffer;
import io.falcoj.outputs.LineFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the records that {@code metrics} asks for. Used by one thread. */
public final class MetricsWriter implements Closeable {

  private static final String RULE = "Falco internal: metrics snapshot";
  private static final String MESSAGE = "Falco metrics snapshot";
  private static final Logger LOGGER = LoggerFactory.getLogger(MetricsWriter.class);

  private final MetricsSettings settings;
  private final MetricsRecords records;
  private final Consumer<InternalAlert> alerts;
  private final @Nullable LineFile file;
  private long samples;

  /**
   * @param alerts where the records go that are alerts
   * @throws IOException if the file cannot be written to
   */
  public MetricsWriter(MetricsSettings settings, Consumer<InternalAlert> alerts)
      throws IOException {
    this.settings = settings;
    this.records = new MetricsRecords(settings);
    this.alerts = alerts;
    this.file =
        settings.outputFile().isEmpty()
            ? null
            : LineFile.open(Path.of(settings.outputFile()));
  }

  /** Writes the records of this moment. */
  public void write(Measurements now) {
    samples++;
    for (SortedMap<String, Object> record : records.next(now)) {
      if (settings.outputRule()) {
        alerts.accept(
            new InternalAlert(now.nowNanos(), Priority.INFORMATIONAL, RULE, MESSAGE, record));
      }
      writeToFile(record);
    }
  }

  private void writeToFile(SortedMap<String, Object> record) {
    if (file == null) {
      return;
    }
    LineBuffer line = new LineBuffer(1 << 12);
    line.append("{\"output_fields\":");
    JsonAlertFormat.appendObject(record, line);
    line.append(",\"sample\":" + samples + "}\n");
    try {
      file.append(line.asByteBuffer());
    } catch (IOException e) {
      LOGGER.error("metrics.output_file: {} cannot be written to: {}", settings.outputFile(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import io.falcoj.engine.EventListener;
import io.falcoj.engine.EventReader;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.replay.AuditLogReplay;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads audit events in every form that recorded logs have: one event, an {@code EventList}, an
 * array, lines; plain or gzip. Memory is bounded by the largest event. An event without a time is
 * of when it was read.
 */
public final class AuditReader implements EventReader {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final AuditStreams<Boolean> streams =
      new AuditStreams<>(
          AuditLogReplay.DEFAULT_MAX_EVENT_SIZE, 1, PATIENCE, 0, () -> new Forwarder());
  private @Nullable EventListener listener;

  @Override
  public void read(String name, InputStream input, EventListener to) throws IOException {
    listener = to;
    try (AuditStream<Boolean> stream = streams.open(name, input, Long.MAX_VALUE)) {
      for (StreamBatch<Boolean> batch = stream.next(); batch != null; batch = stream.next()) {
        batch.problems().forEach(problem -> to.problem(problem.message()));
        long untold = batch.untoldProblems().values().stream().mapToLong(Long::longValue).sum();
        if (untold > 0) {
          to.untoldProblems(untold);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while audit events were read");
    } finally {
      listener = null;
    }
  }

  private final class Forwarder implements BatchEvaluator<Boolean> {

    @Override
    public void accept(AuditEvent event) {
      EventListener current = listener;
      if (current != null) {
        current.event(event);
      }
    }

    @Override
    public Boolean finish() {
      return true;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.recording;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.NamedPipe;
import io.falcoj.sources.syscall.capture.CaptureReplayListener;
import io.falcoj.sources.syscall.capture.CaptureWriter;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records system calls: all of them to one file, those from an alert on for its duration to a file
 * each, or both. What cannot be written is told and ends that recording, nothing else. Follows
 * falco 0.44 {@code process_events.cpp}: a further alert prolongs a recording that goes on. Used by
 * the thread that evaluates the events.
 *
 * <pre>{@code
 * recorder.begun(state);
 * while (...) {
 *   ruleset.evaluate(event, ...);      // calls recorder.matched(rule, event)
 *   recorder.evaluated(event);
 * }
 * }</pre>
 */
public final class SyscallRecorder implements CaptureReplayListener, Closeable {

  private static final String SIZE_RULE = "Falco internal: capture size limit reached";
  private static final long BYTES_PER_MEBIBYTE = 1 << 20;

  /** How long, in the time of events, no further recording is tried after one could not begin. */
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private static final int MAX_FAILURES = 10;
  private static final Logger LOGGER = LoggerFactory.getLogger(SyscallRecorder.class);

  private RecordingSettings settings;
  private final Consumer<InternalAlert> alerts;
  private final List<String> failures = new ArrayList<>();
  private final @Nullable Path wholeFile;
  private @Nullable CaptureWriter whole;
  private @Nullable CaptureWriter fromAlert;
  private @Nullable Path alertFile;
  private boolean begin;
  private long deadlineNanos;
  private long pauseUntilNanos;

  /**
   * @param alerts is told when a recording has become too large
   */
  public SyscallRecorder(RecordingSettings settings, Consumer<InternalAlert> alerts) {
    this.settings = settings;
    this.alerts = alerts;
    this.wholeFile = null;
  }

  /**
   * Records everything beside.
   *
   * @param file where to; compressed if its name ends with {@code .gz}
   * @throws IOException if it cannot be written
   */
  public SyscallRecorder(RecordingSettings settings, Path file, Consumer<InternalAlert> alerts)
      throws IOException {
    this.settings = settings;
    this.alerts = alerts;
    this.wholeFile = file;
    boolean compressed = file.toString().endsWith(".gz");
    this.whole =
        NamedPipe.isAt(file)
            ? CaptureWriter.to(Channels.newOutputStream(NamedPipe.open(file)), compressed)
            : CaptureWriter.create(file, compressed);
  }

  /** Follows other settings from now on. */
  public void use(RecordingSettings newSettings) {
    settings = newSettings;
  }

  /** The state before the first event of what is recorded, and of what follows it. */
  @Override
  public void begun(SystemState state) {
    finish();
    if (whole != null) {
      try {
        whole.writeState(state, 0);
      } catch (IOException e) {
        endWhole(e);
      }
    }
  }

  /** A rule has matched an event, about which {@link #evaluated} follows. */
  public void matched(ResolvedRule rule, SyscallEvent event) {
    if (settings.onAlerts()) {
      begin |= settings.isBegunBy(rule);
      deadlineNanos =
          Math.max(deadlineNanos, event.timestampNanos() + settings.durationNanos(rule));
    }
  }

  /** All rules have looked at an event. */
  public void evaluated(SyscallEvent event) {
    write(event, false);
    if (begin && fromAlert == null) {
      begin(event);
    }
    begin = false;
  }

  @Override
  public void passed(SyscallEvent event, boolean stateOnly) {
    write(event, stateOnly);
  }

  private void write(SyscallEvent event, boolean stateOnly) {
    if (whole != null) {
      try {
        whole.writeEvent(event.raw(), event.cpu(), stateOnly);
      } catch (IOException e) {
        endWhole(e);
      }
    }
    if (fromAlert != null) {
      writeFromAlert(fromAlert, event, stateOnly);
    }
  }

  /** Begins with the event of the alert, in the state that it left. */
  private void begin(SyscallEvent event) {
    if (event.timestampNanos() < pauseUntilNanos) {
      return;
    }
    alertFile =
        Path.of(
            "%s_%020d_%020d.scap"
                .formatted(settings.pathPrefix(), event.timestampNanos(), event.number()));
    try {
      fromAlert = CaptureWriter.createNew(alertFile, true);
      fromAlert.writeState(event.state(), event.timestampNanos());
    } catch (IOException e) {
      pauseUntilNanos = event.timestampNanos() + PAUSE_NANOS;
      endFromAlert(e);
      return;
    }
    writeFromAlert(fromAlert, event, false);
  }

  private void writeFromAlert(CaptureWriter writer, SyscallEvent event, boolean stateOnly) {
    try {
      writer.writeEvent(event.raw(), event.cpu(), stateOnly);
    } catch (IOException e) {
      endFromAlert(e);
      return;
    }
    long limit = settings.maxFileMebibytes() * BYTES_PER_MEBIBYTE;
    if (event.timestampNanos() >= deadlineNanos) {
      endFromAlert(null);
    } else if (limit > 0 && writer.writtenBytes() >= limit) {
      endFromAlert(null);
      alerts.accept(tooLarge(event.timestampNanos(), writer.writtenBytes()));
    }
  }

  private InternalAlert tooLarge(long nanos, long bytes) {
    return InternalAlert.of(
        nanos,
        Priority.INFORMATIONAL,
        SIZE_RULE,
        SIZE_RULE + ". Configured limit: " + settings.maxFileMebibytes() + " MB.",
        Map.of("max_file_size_mb", settings.maxFileMebibytes(), "written_bytes", bytes));
  }

  /** What was recorded so far can be read from now on, as far as it is compressed in blocks. */
  public void flush() {
    if (whole != null) {
      try {
        whole.flush();
      } catch (IOException e) {
        endWhole(e);
      }
    }
    if (fromAlert != null) {
      try {
        fromAlert.flush();
      } catch (IOException e) {
        endFromAlert(e);
      }
    }
  }

  /** Ends the recordings that alerts began, as at the end of a capture that is read. */
  public void finish() {
    endFromAlert(null);
  }

  /** What could not be recorded, each in a line; the first of them. */
  public List<String> failures() {
    return failures;
  }

  /** Ends everything; what fails then is among the failures. */
  @Override
  public void close() {
    endFromAlert(null);
    endWhole(null);
  }

  private void endWhole(@Nullable IOException failure) {
    CaptureWriter writer = whole;
    whole = null;
    end(writer, wholeFile, failure);
  }

  private void endFromAlert(@Nullable IOException failure) {
    CaptureWriter writer = fromAlert;
    fromAlert = null;
    deadlineNanos = 0;
    end(writer, alertFile, failure);
  }

  private void end(
      @Nullable CaptureWriter writer, @Nullable Path file, @Nullable IOException failure) {
    IOException first = failure;
    if (writer != null) {
      try {
        writer.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      String message = "recording to " + file + " failed: " + first;
      LOGGER.error(message);
      if (failures.size() < MAX_FAILURES) {
        failures.add(message);
      }
    }
  }
}

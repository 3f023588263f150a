// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.drops.DropCounts;
import io.falcoj.app.drops.DropMonitor;
import io.falcoj.app.drops.TimeoutMonitor;
import io.falcoj.app.evaluation.SyscallEvaluator;
import io.falcoj.app.recording.RecordingSettings;
import io.falcoj.app.recording.SyscallRecorder;
import io.falcoj.app.summary.RunTally;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.Outputs;
import io.falcoj.sources.syscall.SyscallEvent;
import io.falcoj.sources.syscall.live.LiveCounters;
import io.falcoj.sources.syscall.live.LiveSyscalls;
import io.falcoj.sources.syscall.live.LiveUnavailableException;
import io.falcoj.sources.syscall.live.ProgramRun;
import io.falcoj.sources.syscall.live.SyscallSelection;
import io.falcoj.sources.syscall.state.StateCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system calls of this machine: one thread reads them and evaluates the rules. Alerts that an
 * output has no room for are dropped, for system calls cannot wait.
 */
final class SyscallSource implements LiveSource {

  /** As Falco's: so often it is looked whether to end, and so long is a timeout without events. */
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final Logger LOGGER = LoggerFactory.getLogger(SyscallSource.class);

  private final SyscallSettings settings;
  private final LiveRules rules;
  private final Outputs outputs;
  private final DropMonitor drops;
  private final TimeoutMonitor timeouts;
  private final @Nullable Path recording;
  private final Consumer<InternalAlert> alerts;
  private final Consumer<String> failed;
  private volatile @Nullable LiveSyscalls syscalls;
  private volatile boolean stopping;
  private volatile boolean running;
  private volatile long evaluated;
  private volatile @Nullable StateCounters state;
  private volatile @Nullable SyscallRecorder recorder;
  private @Nullable Thread thread;

  /**
   * @param recording where all events are written to; null for nowhere
   * @param alerts is told when a recording has become too large
   * @param failed is told, for a person, if watching ends by itself
   */
  SyscallSource(
      SyscallSettings settings,
      LiveRules rules,
      Outputs outputs,
      DropMonitor drops,
      TimeoutMonitor timeouts,
      @Nullable Path recording,
      Consumer<InternalAlert> alerts,
      Consumer<String> failed) {
    this.settings = settings;
    this.rules = rules;
    this.outputs = outputs;
    this.drops = drops;
    this.timeouts = timeouts;
    this.recording = recording;
    this.alerts = alerts;
    this.failed = failed;
  }

  @Override
  public String name() {
    return SyscallEvent.SOURCE;
  }

  @Override
  public String start() throws SourceException {
    SyscallSelection selection = selection();
    LiveSyscalls opened;
    try {
      opened = LiveSyscalls.open(settings.options(selection));
    } catch (LiveUnavailableException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
    opened.state().setLimits(settings.limits());
    SyscallRecorder newRecorder = newRecorder(opened);
    recorder = newRecorder;
    syscalls = opened;
    running = true;
    Thread reader = new Thread(() -> read(opened, newRecorder), "falcoj-syscalls");
    reader.setDaemon(true);
    thread = reader;
    reader.start();
    return selection.names().size() + " system calls of this machine, by eBPF";
  }

  private SyscallRecorder newRecorder(LiveSyscalls opened) throws SourceException {
    RecordingSettings onAlerts = rules.current().falco().recording();
    if (recording == null) {
      return new SyscallRecorder(onAlerts, alerts);
    }
    try {
      return new SyscallRecorder(onAlerts, recording, alerts);
    } catch (IOException e) {
      opened.close();
      throw new SourceException("-w " + recording + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** The system calls that rules and state need. */
  private SyscallSelection selection() {
    return settings.selection(rules.current().rules().syscallRules());
  }

  @Override
  public String engine() {
    return "modern_bpf";
  }

  @Override
  public long events() {
    return evaluated;
  }

  @Override
  public void rulesChanged() {
    LiveSyscalls opened = syscalls;
    if (opened != null) {
      opened.select(selection());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void stop() {
    stopping = true;
    Thread reader = thread;
    if (reader == null) {
      return;
    }
    try {
      reader.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What happened so far; empty if it was not started. */
  Optional<LiveCounters> counters() {
    return Optional.ofNullable(syscalls).map(LiveSyscalls::counters);
  }

  /** How often the parts of the program in the kernel ran; nothing if that is not counted. */
  List<ProgramRun> runs() {
    LiveSyscalls opened = syscalls;
    return opened == null ? List.of() : opened.runs();
  }

  /** What became of what is known of the machine; empty until events are read. */
  Optional<StateCounters> state() {
    return Optional.ofNullable(state);
  }

  /** How many events were lost. */
  DropCounts dropCounts() {
    return drops.counts();
  }

  /** What could not be recorded; call it when nothing is read any more. */
  List<String> recordingFailures() {
    SyscallRecorder closed = recorder;
    return closed == null ? List.of() : closed.failures();
  }

  private void read(LiveSyscalls opened, SyscallRecorder itsRecorder) {
    String failure = "";
    try (opened;
        itsRecorder) {
      new Reading(opened, itsRecorder).run();
    } catch (DropsException e) {
      failure = e.getMessage();
    } catch (RuntimeException | Error e) {
      LOGGER.debug("reading system calls failed", e);
      failure = "system calls can be read no longer: " + e;
    } finally {
      running = false;
    }
    if (!failure.isEmpty()) {
      failed.accept(failure);
    }
  }

  /** The loop over the events. */
  private final class Reading {

    private final LiveSyscalls opened;
    private final SyscallRecorder itsRecorder;
    private RulesInForce inForce = rules.current();
    private RunTally tally = inForce.rules().newTally();
    private SyscallEvaluator evaluator;
    private long events;
    private long nextCount = System.nanoTime() + COUNT_NANOS;

    Reading(LiveSyscalls opened, SyscallRecorder itsRecorder) {
      this.opened = opened;
      this.itsRecorder = itsRecorder;
      this.evaluator = newEvaluator();
    }

    void run() throws DropsException {
      itsRecorder.begun(opened.state());
      measureState();
      opened.onPassed(event -> itsRecorder.passed(event, false));
      opened.onPassed(event -> itsRecorder.passed(event, false));
      try {
        while (!stopping) {
          SyscallEvent event = opened.next(WAIT_NANOS);
          if (event == null) {
            timeouts.timeout();
          } else {
            timeouts.event(event.timestampNanos());
            evaluate(event);
          }
          if (event == null || (events & 0xFF) == 0) {
            countFromTimeToTime();
          }
        }
        evaluateRest();
      } finally {
        count();
      }
    }

    /** What had happened when it was to end, as far as the buffers can be emptied in time. */
    private void evaluateRest() throws DropsException {
      long end = System.nanoTime() + REST_NANOS;
      SyscallEvent event = opened.next(0);
      while (event != null && System.nanoTime() - end < 0) {
        evaluate(event);
        event = opened.next(0);
      }
    }

    private void evaluate(SyscallEvent event) throws DropsException {
      if (rules.current() != inForce) {
        takeOver();
      }
      events++;
      if (drops.isDue(event.timestampNanos())
          && !drops.check(event.timestampNanos(), opened.counters())) {
        throw new DropsException();
      }
      evaluator.accept(event);
      if (evaluator.linesLength() > 0) {
        outputs.offerOrDrop(evaluator.finish());
      }
    }

    private void takeOver() {
      count();
      inForce = rules.current();
      tally = inForce.rules().newTally();
      itsRecorder.use(inForce.falco().recording());
      evaluator = newEvaluator();
    }

    private SyscallEvaluator newEvaluator() {
      return new SyscallEvaluator(inForce.rules(), inForce.format(), tally, itsRecorder);
    }

    private void countFromTimeToTime() {
      long now = System.nanoTime();
      if (now - nextCount >= 0) {
        nextCount = now + COUNT_NANOS;
        itsRecorder.flush();
        count();
      }
    }

    private void measureState() {
      state = opened.state().counters();
    }

    private void count() {
      inForce.countSyscalls(tally, events);
      evaluated = evaluated + events;
      measureState();
      events = 0;
    }
  }

  /** Lost system calls end the run, as the configuration wants. */
  private static final class DropsException extends Exception {
    private static final long serialVersionUID = 1L;

    DropsException() {
      super("Drop manager internal error");
    }
  }
}

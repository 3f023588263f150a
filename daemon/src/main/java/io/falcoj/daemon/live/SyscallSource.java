// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.drops.DropMonitor;
import io.falcoj.daemon.drops.TimeoutMonitor;
import io.falcoj.daemon.evaluation.EventFailures;
import io.falcoj.daemon.evaluation.SyscallEvaluator;
import io.falcoj.daemon.recording.RecordingSettings;
import io.falcoj.daemon.recording.SyscallRecorder;
import io.falcoj.library.summary.DropCounts;
import io.falcoj.outputs.AlertWriter;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.Outputs;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.live.LiveCounters;
import io.falcoj.sources.live.LiveSyscalls;
import io.falcoj.sources.live.LiveUnavailableException;
import io.falcoj.sources.live.ProgramRun;
import io.falcoj.sources.syscall.state.StateCounters;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
final class SyscallSource implements LiveSource<SyscallSettings> {

  /** As Falco's: so often it is looked whether to end, and so long is a timeout without events. */
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final int USUAL_BATCH = 1 << 13;
  private static final long FROM_THE_BEGINNING = Long.MIN_VALUE;
  private static final Logger LOGGER = LoggerFactory.getLogger(SyscallSource.class);

  private final LiveRules rules;
  private final Outputs outputs;
  private final DropMonitor drops;
  private final TimeoutMonitor timeouts;
  private final @Nullable Path recording;
  private final Consumer<InternalAlert> alerts;
  private final Consumer<String> failed;
  private final List<String> recordingFailures = new ArrayList<>();
  private volatile @Nullable Reading reading;
  private volatile LiveCounters earlier = LiveCounters.NONE;
  private volatile long evaluated;
  private volatile @Nullable StateCounters state;

  /**
   * @param recording where all events are written to; null for nowhere
   * @param alerts is told of lost events, of times without any, and when a recording has become too
   *     large
   * @param failed is told, for a person, if watching ends by itself
   */
  SyscallSource(
      LiveRules rules,
      Outputs outputs,
      @Nullable Path recording,
      Consumer<InternalAlert> alerts,
      Consumer<String> failed) {
    ConfiguredFalco falco = rules.current().falco();
    this.rules = rules;
    this.outputs = outputs;
    this.drops = new DropMonitor(falco.drops(), alerts, true);
    this.timeouts = new TimeoutMonitor(Long.MAX_VALUE, falco.place().zone(), alerts);
    this.recording = recording;
    this.alerts = alerts;
    this.failed = failed;
  }

  @Override
  public String name() {
    return SyscallEvent.SOURCE;
  }

  @Override
  public synchronized String use(SyscallSettings settings) throws SourceException {
    Reading running = reading;
    if (running == null || !running.isRunning()) {
      LiveSyscalls opened = open(settings);
      earlier = counters().orElse(LiveCounters.NONE);
      start(new Reading(opened, settings, newRecorder(opened), FROM_THE_BEGINNING));
    } else if (running.settings.canBecome(settings)) {
      running.settings = settings;
      running.opened.select(settings.options().selection());
    } else {
      takeOver(running, open(settings), settings);
    }
    timeouts.use(settings.mostTimeouts());
    return settings.options().selection().names().size() + " system calls of this machine, by eBPF";
  }

  /**
   * Goes on with another program in the kernel: up to a moment at which both watch, the events of
   * the one before count, from then on those of the new one, which wait in its buffers meanwhile.
   */
  private void takeOver(Reading before, LiveSyscalls opened, SyscallSettings settings) {
    long moment = opened.nowNanos();
    before.endAt(moment);
    earlier = counters().orElse(LiveCounters.NONE);
    start(new Reading(opened, settings, before.recorder, moment));
  }

  private static LiveSyscalls open(SyscallSettings settings) throws SourceException {
    try {
      return LiveSyscalls.open(settings.options());
    } catch (LiveUnavailableException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
  }

  private void start(Reading begun) {
    reading = begun;
    begun.start();
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

  @Override
  public String engine() {
    return "modern_bpf";
  }

  @Override
  public long events() {
    return evaluated;
  }

  @Override
  public boolean isRunning() {
    Reading running = reading;
    return running != null && running.isRunning();
  }

  @Override
  public synchronized void stop() {
    Reading running = reading;
    if (running != null) {
      running.end();
    }
  }

  /** What happened so far; empty if it was not started. */
  Optional<LiveCounters> counters() {
    return Optional.ofNullable(reading).map(last -> earlier.plus(last.opened.counters()));
  }

  /** How often the parts of the program in the kernel ran; nothing if that is not counted. */
  List<ProgramRun> runs() {
    Reading last = reading;
    return last == null ? List.of() : last.opened.runs();
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
    return recordingFailures;
  }

  /** The loop over the events of one program in the kernel, and its thread. */
  private final class Reading {

    private final LiveSyscalls opened;
    private final SyscallRecorder recorder;
    private final long fromNanos;
    private final EventFailures failures = new EventFailures();
    private final Thread thread = new Thread(this::read, "falcoj-syscalls");
    private volatile SyscallSettings settings;
    private volatile boolean running = true;
    private volatile boolean stopping;
    private volatile long untilNanos = Long.MAX_VALUE;
    private SyscallSettings inUse;
    private RulesInForce inForce = rules.current();
    private AlertWriter writer;
    private SyscallEvaluator evaluator;
    private long events;
    private long nextCount = System.nanoTime() + COUNT_NANOS;

    /**
     * @param fromNanos events up to this time only change the state
     */
    Reading(
        LiveSyscalls opened, SyscallSettings settings, SyscallRecorder recorder, long fromNanos) {
      this.opened = opened;
      this.settings = settings;
      this.inUse = settings;
      this.recorder = recorder;
      this.fromNanos = fromNanos;
      this.writer = newWriter();
      this.evaluator = newEvaluator();
      opened.state().setLimits(settings.limits());
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    boolean isRunning() {
      return running;
    }

    /** Ends, when what has happened is evaluated. */
    void end() {
      stopping = true;
      join();
    }

    /** Ends, when what happens up to a time is evaluated. The recorder stays open. */
    void endAt(long nanos) {
      untilNanos = nanos;
      join();
    }

    private void join() {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isFollowed() {
      return untilNanos != Long.MAX_VALUE;
    }

    private void read() {
      String failure = "";
      try (opened) {
        run();
      } catch (DropsException e) {
        failure = e.getMessage();
      } catch (RuntimeException | Error e) {
        LOGGER.debug("reading system calls failed", e);
        failure = "system calls can be read no longer: " + e;
      } finally {
        if (!isFollowed()) {
          recorder.close();
          recordingFailures.addAll(recorder.failures());
        }
        running = false;
      }
      if (!failure.isEmpty()) {
        failed.accept(failure);
      }
    }

    private void run() throws DropsException {
      if (fromNanos == FROM_THE_BEGINNING) {
        recorder.begun(opened.state());
      }
      useSettings();
      measureState();
      opened.onPassed(this::passed);
      opened.onFailure(failures);
      try {
        boolean goesOn = true;
        while (goesOn && !stopping) {
          SyscallEvent event = opened.next(WAIT_NANOS);
          if (event == null) {
            timeouts.timeout();
            goesOn = !isFollowed();
          } else {
            timeouts.event(event.timestampNanos());
            goesOn = event.timestampNanos() <= untilNanos;
            if (goesOn) {
              evaluate(event);
            }
          }
          if (event == null || (events & 0xFF) == 0) {
            lookAround();
          }
        }
        if (stopping) {
          evaluateRest();
        }
      } finally {
        count();
      }
    }

    private boolean counts(SyscallEvent event) {
      return event.timestampNanos() > fromNanos && event.timestampNanos() <= untilNanos;
    }

    private void passed(SyscallEvent event) {
      if (counts(event)) {
        recorder.passed(event, false);
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
      if (!counts(event)) {
        return;
      }
      events++;
      if (drops.isDue(event.timestampNanos())
          && !drops.check(event.timestampNanos(), earlier.plus(opened.counters()))) {
        throw new DropsException();
      }
      evaluator.accept(event);
      if (writer.length() > 0) {
        outputs.offerOrDrop(writer.take());
      }
    }

    private void takeOver() {
      count();
      inForce = rules.current();
      useSettings();
      writer = newWriter();
      evaluator = newEvaluator();
    }

    private void useSettings() {
      recorder.use(inForce.falco().recording());
      drops.use(inForce.falco().drops());
    }

    private AlertWriter newWriter() {
      return new AlertWriter(inForce.format(), USUAL_BATCH);
    }

    private SyscallEvaluator newEvaluator() {
      return new SyscallEvaluator(inForce.rules(), writer, recorder, failures);
    }

    private void lookAround() {
      SyscallSettings wanted = settings;
      if (wanted != inUse) {
        inUse = wanted;
        opened.state().setLimits(wanted.limits());
      }
      long now = System.nanoTime();
      if (now - nextCount >= 0) {
        nextCount = now + COUNT_NANOS;
        recorder.flush();
        count();
      }
    }

    private void measureState() {
      state = opened.state().counters();
    }

    private void count() {
      inForce.count(evaluator.takeTally());
      long failed = failures.take();
      if (failed > 0) {
        inForce.countSkipped(ReadProblem.Kind.NOT_EVALUATED, failed);
      }
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

    /** Never absent. */
    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }
}

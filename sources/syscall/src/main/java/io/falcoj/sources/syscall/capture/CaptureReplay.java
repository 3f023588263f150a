// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.EventFailureListener;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.NetworkInterface;
import io.falcoj.sources.syscall.state.StateEngine;
import io.falcoj.sources.syscall.state.StateImporter;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.UserTable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Replays a capture: reads it, brings its events to the present form, keeps the state, and yields
 * the events that rules may look at. One thread.
 */
public final class CaptureReplay {

  /** Flag of events that a recorder kept for what they change, not to be looked at. */
  static final int STATE_ONLY = 1;

  private final SystemState state = new SystemState();
  private final StateEngine engine = new StateEngine(state);
  private final EventConverter converter = new EventConverter();
  private final CaptureReader reader;
  private final RawEvent raw = new RawEvent();
  private final SyscallEvent event = new SyscallEvent(state);
  private final StateImporter importer = new StateImporter(state);
  private @Nullable CaptureReplayListener listener;
  private EventFailureListener failures = (event, failure) -> {};
  private boolean imported;
  private long events;
  private long unconvertible;

  /**
   * @param input the uncompressed capture; closed by its owner
   */
  public CaptureReplay(InputStream input) {
    this.reader = new CaptureReader(input, new Listener());
  }

  /** Sets who is told what is not yielded. */
  public void tell(CaptureReplayListener newListener) {
    listener = newListener;
  }

  /** Sets who is told of events that could not be understood, which {@link #next} leaves out. */
  public void onFailure(EventFailureListener newFailures) {
    failures = newFailures;
  }

  /**
   * Reads the header of the capture; call it once, before {@link #next}.
   *
   * @throws CaptureException if this is no capture
   */
  public void open() throws IOException {
    reader.open();
  }

  /**
   * The next event, its thread and file known.
   *
   * @return the same object each time, re-pointed; null at the end
   * @throws CaptureException if the capture breaks off or is damaged here; the events before are
   *     good
   */
  public @Nullable SyscallEvent next() throws IOException {
    while (reader.next(raw)) {
      finishImport();
      switch (converter.convert(raw)) {
        case PASS -> {
          events++;
          event.reset(raw, events, reader.cpu());
          try {
            engine.process(event);
          } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            failures.failed(event, e);
            continue;
          }
          boolean stateOnly = (reader.eventFlags() & STATE_ONLY) != 0;
          if (event.isForRules() && !stateOnly) {
            return event;
          }
          if (listener != null) {
            listener.passed(event, stateOnly);
          }
        }
        case ERROR -> unconvertible++;
        case DROP, CONTINUE -> {}
      }
    }
    finishImport();
    engine.finishPrevious();
    return null;
  }

  /** What stands before the first event is all that is known of the machine at the start. */
  private void finishImport() throws IOException {
    if (!imported) {
      imported = true;
      importer.finish();
      if (listener != null) {
        listener.begun(state);
      }
    }
  }

  /** What is known of the recorded machine. */
  public SystemState state() {
    return state;
  }

  /** How many events were skipped: of unknown type, or of no form that is known. */
  public long skippedEvents() {
    return reader.skippedEvents() + unconvertible;
  }

  /** How many bytes of the uncompressed capture were read. */
  public long position() {
    return reader.position();
  }

  private final class Listener implements CaptureListener {

    /** Only the numbers of events go on. */
    @Override
    public void section() {
      engine.finishPrevious();
      state.clear();
      converter.clear();
      event.forgetFirst();
      imported = false;
    }

    /**
     * As in Falco 0.44, what a capture tells of the machine is not used but for other recordings:
     * fields that count from its start, or by its processors, are absent or zero in a replay.
     */
    @Override
    public void machine(MachineInfo machine) {
      state.setRecordedMachine(machine);
    }

    @Override
    public void thread(ThreadInfo thread) {
      importer.thread(thread);
    }

    @Override
    public void fd(long tid, FdInfo fd) {
      importer.fd(tid, fd);
    }

    @Override
    public void networkInterface(NetworkInterface networkInterface) {
      state.interfaces().add(networkInterface);
    }

    @Override
    public void user(long uid, long gid, byte[] name, byte[] home, byte[] shell) {
      state.users().add(new byte[0], new UserTable.User(uid, gid, name, home, shell));
    }

    @Override
    public void group(long gid, byte[] name) {
      state.users().add(new byte[0], new UserTable.Group(gid, name));
    }
  }
}

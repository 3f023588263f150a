// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of a machine up to date: every event passes here before the rules see it, and
 * learns which thread and which file it is about. What an event ends (a thread, a file) stays until
 * the next event, so that rules can still look at it. Follows the parser of libs 0.25. Not
 * thread-safe.
 */
public final class StateEngine {

  private static final int NONE = -1;

  /** Longest enter event that is kept for its exit; libs 0.25 keeps no longer ones either. */
  private static final int MAX_KEPT_EVENT = 4096;

  /** As in libs 0.25 the first look at the threads comes early. */
  private static final long FIRST_PURGE_NANOS = 30_000_000_000L;

  /** However often the configuration wants it. */
  private static final long MIN_PURGE_NANOS = 1_000_000_000L;

  private final SystemState state;
  private final EventHandler[] handlers = new EventHandler[EventTable.SIZE];
  private final boolean[] withoutThread = new boolean[EventTable.SIZE];
  private final boolean[] inventsThread = new boolean[EventTable.SIZE];
  private final int[] fdParameter = new int[EventTable.SIZE];
  private final boolean[] keepsEnter = new boolean[EventTable.SIZE];
  private final int schedulerSwitch;
  private final int execveExit;
  private final int execveatEnter;

  private long endedThread = NONE;
  private long endedThreadNanos;
  private long closedFdThread = NONE;
  private long closedFd = NONE;
  private long nextPurgeNanos;

  /** An engine that keeps {@code state}. */
  public StateEngine(SystemState state) {
    this.state = state;
    Map<String, EventType> types = new HashMap<>();
    Arrays.fill(fdParameter, NONE);
    Arrays.fill(inventsThread, true);
    for (EventType type : EventTable.standard().types()) {
      types.put(type.identifier(), type);
      if (type.flags().contains("USES_FD")) {
        fdParameter[type.code()] = fdParameterOf(type);
      }
    }
    schedulerSwitch = codeOf("SCHEDSWITCH_6_E", types);
    execveExit = codeOf("SYSCALL_EXECVE_19_X", types);
    execveatEnter = codeOf("SYSCALL_EXECVEAT_E", types);
    for (String identifier :
        List.of(
            "CONTAINER_JSON_2_E",
            "CONTAINER_JSON_E",
            "USER_ADDED_E",
            "USER_DELETED_E",
            "GROUP_ADDED_E",
            "GROUP_DELETED_E",
            "PLUGINEVENT_E",
            "ASYNCEVENT_E")) {
      withoutThread[codeOf(identifier, types)] = true;
    }
    // The kernel has no such thread any more, or tells of it by the event itself.
    for (String identifier :
        List.of(
            "SYSCALL_CLONE_20_X",
            "SYSCALL_CLONE3_X",
            "SYSCALL_FORK_20_X",
            "SYSCALL_VFORK_20_X",
            "SCHEDSWITCH_6_E",
            "PROCEXIT_1_E")) {
      inventsThread[codeOf(identifier, types)] = false;
    }
    for (EventType type : types.values()) {
      // These stand for the recording itself, not for something that a thread did.
      if (type.flags().contains("SKIPPARSERESET")) {
        withoutThread[type.code()] = true;
      }
    }
    for (String identifier :
        List.of(
            "SYSCALL_OPEN_E",
            "SYSCALL_CREAT_E",
            "SYSCALL_OPENAT_2_E",
            "SYSCALL_OPENAT2_E",
            "SYSCALL_EXECVE_19_E",
            "SYSCALL_EXECVEAT_E",
            "SOCKET_CONNECT_E")) {
      keepsEnter[codeOf(identifier, types)] = true;
    }
    HandlerTable table =
        (identifier, handler) -> handlers[codeOf(identifier, types)] = handler;
    new ProcessHandlers(state, this).addTo(table);
    new FileHandlers(state, this).addTo(table);
    new SocketHandlers(state, this).addTo(table);
    new IdentityHandlers(state).addTo(table);
  }

  private static int codeOf(String identifier, Map<String, EventType> types) {
    EventType type = types.get(identifier);
    if (type == null) {
      throw new IllegalStateException("no event type " + identifier);
    }
    return type.code();
  }

  /** Takes the handlers of kinds of events, by identifier. */
  @FunctionalInterface
  interface HandlerTable {
    void on(String identifier, EventHandler handler);
  }

  /** What is known of the machine. */
  public SystemState state() {
    return state;
  }

  /**
   * Brings the state up to an event, and the event to what is known.
   *
   * @param event points at its bytes; knows its thread and file afterwards
   */
  public void process(SyscallEvent event) {
    finishPrevious();
    if (event.timestampNanos() > nextPurgeNanos) {
      purge(event.timestampNanos());
    }
    int type = event.typeCode();
    if (withoutThread[type]) {
      EventHandler handler = handlers[type];
      if (handler != null) {
        handler.handle(event);
      }
      event.setThread(state.threads().get(event.threadId()));
      return;
    }
    identify(event, type);
    if (keepsEnter[type]) {
      keepEnter(event);
    }
    EventHandler handler = handlers[type];
    if (handler != null) {
      handler.handle(event);
    }
    ThreadInfo thread = event.thread();
    if (thread != null) {
      if ((type & 1) == 1) {
        thread.enterEventLength = 0;
        thread.enterEventValid = false;
      }
      if (type != schedulerSwitch) {
        thread.previousEventNanos = thread.lastEventNanos;
        thread.lastEventNanos = event.timestampNanos();
      }
    }
  }

  /** Forgets threads that have gone unnoticed; where a recording is read nobody could tell. */
  private void purge(long nanos) {
    if (!state.isLive()) {
      nextPurgeNanos = Long.MAX_VALUE;
      return;
    }
    long interval = Math.max(MIN_PURGE_NANOS, state.limits().purgeInterval().toNanos());
    if (nextPurgeNanos == 0) {
      nextPurgeNanos = nanos + Math.min(FIRST_PURGE_NANOS, interval);
      return;
    }
    nextPurgeNanos = nanos + interval;
    state.threads().purge(nanos, state.limits().threadTimeout().toNanos());
  }

  /** Removes what the last event ended. Call it when no event follows. */
  public void finishPrevious() {
    if (endedThread != NONE) {
      ThreadInfo thread = state.threads().get(endedThread);
      if (thread != null) {
        state.threads().recordExit(endedThread, thread.ptid, endedThreadNanos);
        state.threads().remove(endedThread);
      }
      endedThread = NONE;
    }
    if (closedFd != NONE) {
      ThreadInfo thread = state.threads().get(closedFdThread);
      FdTable fds = thread == null ? null : thread.fds();
      if (fds != null) {
        fds.remove(closedFd);
      }
      closedFd = NONE;
    }
  }

  /** The thread of this event ends with it. */
  void endThread(long tid, long nanos) {
    endedThread = tid;
    endedThreadNanos = nanos;
  }

  /** A file is closed by this event. */
  void closeFd(long tid, long fd) {
    closedFdThread = tid;
    closedFd = fd;
  }

  /** Finds the thread and the file of an event. */
  void identify(SyscallEvent event, int type) {
    long tid = event.threadId();
    ThreadInfo thread =
        inventsThread[type]
            ? state.threads().getOrInvent(tid, event.timestampNanos())
            : state.threads().get(tid);
    event.setThread(thread);
    event.setFd(null);
    event.setErrorCode(0);
    if (thread == null || type == schedulerSwitch) {
      return;
    }
    int parameter = fdParameter[type];
    if ((type & 1) == 0) {
      thread.lastEventFd = NONE;
      thread.lastEnterType = type;
      if (parameter != NONE && event.has(parameter)) {
        setFd(event, thread, event.signed(parameter));
      }
      return;
    }
    boolean entered =
        type == thread.lastEnterType + 1
            || type == execveExit && thread.lastEnterType == execveatEnter;
    thread.enterEventValid = entered;
    if (!entered) {
      thread.lastEventFd = NONE;
    }
    long result = event.returnValue();
    if (result < 0) {
      event.setErrorCode((int) -result);
    }
    if (parameter != NONE) {
      long fd = thread.lastEventFd;
      if (fd == NONE && event.has(parameter)) {
        fd = event.signed(parameter);
      }
      setFd(event, thread, fd);
    }
  }

  private static void setFd(SyscallEvent event, ThreadInfo thread, long number) {
    thread.lastEventFd = number;
    FdInfo fd = thread.fd(number);
    if (fd != null) {
      fd.nameChanged = false;
    }
    event.setFd(fd);
  }

  /** Keeps a copy of an enter event whose exit event may need it; old recordings have them. */
  private void keepEnter(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    RawEvent raw = event.raw();
    if (thread == null || !event.has(0) || raw.length() > MAX_KEPT_EVENT) {
      state.enters().dropped();
      return;
    }
    if (thread.enterEvent.length < raw.length()) {
      thread.enterEvent = new byte[raw.length()];
      state.threads().recount(thread);
    }
    System.arraycopy(raw.array(), raw.offset(), thread.enterEvent, 0, raw.length());
    thread.enterEventLength = raw.length();
    state.enters().added(1);
  }

  /**
   * Points {@code enter} at the enter event that belongs to an exit event.
   *
   * @return whether there is one
   */
  boolean findEnter(SyscallEvent event, RawEvent enter) {
    boolean found = pointAtEnter(event.thread(), event, enter);
    state.enters().lookedUp(found);
    return found;
  }

  private static boolean pointAtEnter(
      @Nullable ThreadInfo thread, SyscallEvent event, RawEvent enter) {
    return thread != null
        && thread.enterEventValid
        && thread.enterEventLength > 0
        && enter.wrap(thread.enterEvent, 0, thread.enterEventLength)
        && (enter.typeCode() == event.typeCode() - 1
            || EventTable.standard()
                .type(enter.typeCode())
                .identifier()
                .equals("SYSCALL_EXECVEAT_E"));
  }

  /** The parameter that holds the descriptor: the first of that type behind the result. */
  private static int fdParameterOf(EventType type) {
    int first = type.code() & 1;
    int found = NONE;
    // Of the two descriptors of splice, the reference takes the one that is written to.
    int wanted = type.name().equals("splice") ? 2 : 1;
    for (int i = first; i < type.parameters().size(); i++) {
      String parameterType = type.parameters().get(i).type();
      if (parameterType.equals("FD") || parameterType.equals("FD32")) {
        found = i;
        wanted--;
        if (wanted == 0) {
          return i;
        }
      }
    }
    return found;
  }
}

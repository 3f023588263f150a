// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One system call, or one thing that happened beside: its bytes, and the thread and file that it is
 * about. A flyweight that its source re-points. Not thread-safe.
 */
public final class SyscallEvent implements Event {

  /** Name of the source of these events. */
  public static final String SOURCE = "syscall";

  private static final boolean[] IS_SYSCALL_EXIT = new boolean[EventTable.SIZE];
  private static final boolean[] IS_META = new boolean[EventTable.SIZE];
  private static final boolean[] IS_FOR_RULES = new boolean[EventTable.SIZE];
  private static final byte[] NULL_MARK = "(NULL)\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOT_THERE = "<NA>".getBytes(StandardCharsets.US_ASCII);
  private static final int GENERIC_EXIT = EventTable.GENERIC_EXIT;

  static {
    for (EventType type : EventTable.standard().types()) {
      boolean begins = (type.code() & 1) == 0 && type.origins().contains("SYSCALL");
      boolean tellsOfUsers = type.identifier().matches("(USER|GROUP)_(ADDED|DELETED)_E");
      IS_FOR_RULES[type.code()] = !begins && !tellsOfUsers;
      IS_SYSCALL_EXIT[type.code()] =
          (type.code() & 1) == 1
              && type.code() != GENERIC_EXIT
              && type.origins().contains("SYSCALL");
      IS_META[type.code()] = type.origins().contains("METAEVENT");
    }
  }

  private final SystemState state;
  private final AsciiBuilder scratch = new AsciiBuilder();
  private RawEvent raw = new RawEvent();
  private long number;
  private int cpu;
  private @Nullable ThreadInfo thread;
  private @Nullable FdInfo fd;
  private int errorCode;
  private @Nullable ContainerInfo toldContainer;
  private long execNanos;
  private long firstNanos;

  /** An event that points nowhere yet. */
  public SyscallEvent(SystemState state) {
    this.state = state;
  }

  /**
   * Points at the next event; its thread and file are not known yet.
   *
   * @param newNumber of the event in its input, from 1
   * @param newCpu processor that it happened on
   */
  public void reset(RawEvent newRaw, long newNumber, int newCpu) {
    raw = newRaw;
    number = newNumber;
    cpu = newCpu;
    thread = null;
    fd = null;
    errorCode = 0;
    toldContainer = null;
    execNanos = 0;
    if (firstNanos == 0 && !IS_META[raw.typeCode()]) {
      firstNanos = raw.timestampNanos();
    }
  }

  /** The next event is the first of another recording. */
  public void forgetFirst() {
    firstNanos = 0;
  }

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long timestampNanos() {
    return raw.timestampNanos();
  }

  /**
   * {@inheritDoc} Events that were made by the source itself do not count: those before the first
   * other one are counted from the epoch, as in libs 0.25.
   */
  @Override
  public long firstTimestampNanos() {
    return firstNanos;
  }

  @Override
  public int typeCode() {
    return raw.typeCode();
  }

  /** The kind of event. */
  public EventType type() {
    return EventTable.standard().type(raw.typeCode());
  }

  /**
   * Whether rules may look at it: not if it only says that a system call began, nor if it only
   * tells of users and groups. Unlike Falco 0.44, container events are shown.
   */
  public boolean isForRules() {
    return IS_FOR_RULES[raw.typeCode()];
  }

  /** The bytes of the event. */
  public RawEvent raw() {
    return raw;
  }

  /** What is known of the machine. */
  public SystemState state() {
    return state;
  }

  /** Processor that it happened on. */
  public int cpu() {
    return cpu;
  }

  /** Id of the thread that it happened in. */
  public long threadId() {
    return raw.threadId();
  }

  /** The thread that it happened in; null if none is known or it belongs to none. */
  public @Nullable ThreadInfo thread() {
    return thread;
  }

  /** Sets the thread. */
  void setThread(@Nullable ThreadInfo newThread) {
    thread = newThread;
  }

  /** The file that it is about; null if it is about none or none is known. */
  public @Nullable FdInfo fd() {
    return fd;
  }

  /** Number of the descriptor that it is about; -1 if it is about none. */
  public long fdNumber() {
    return thread == null ? -1 : thread.lastEventFd;
  }

  /** Sets the file. */
  void setFd(@Nullable FdInfo newFd) {
    fd = newFd;
  }

  /** Number of the error that the system call returned; 0 if it succeeded. */
  public int errorCode() {
    return errorCode;
  }

  /** Sets the number of the error. */
  void setErrorCode(int newErrorCode) {
    errorCode = newErrorCode;
  }

  /** The container that the event tells of; else that of its thread; null if nothing is known. */
  public @Nullable ContainerInfo container() {
    if (toldContainer != null) {
      return toldContainer;
    }
    return thread == null ? null : state.containers().get(thread.containerId);
  }

  /** The container that the event tells of; null if it tells of none. */
  public @Nullable ContainerInfo toldContainer() {
    return toldContainer;
  }

  /** Sets the container that the event tells of. */
  void setToldContainer(@Nullable ContainerInfo container) {
    toldContainer = container;
  }

  /** Processor time that a switch event ends, in nanoseconds; 0 for other events. */
  public long execNanos() {
    return execNanos;
  }

  /** Sets the processor time that the event ends. */
  void setExecNanos(long nanos) {
    execNanos = nanos;
  }

  /** Whether it tells what a system call returned. */
  public boolean hasReturnValue() {
    return IS_SYSCALL_EXIT[raw.typeCode()] && raw.parameterCount() > 0;
  }

  /** What the system call returned; 0 if the event does not tell. */
  public long returnValue() {
    if (!hasReturnValue()) {
      return 0;
    }
    return switch (raw.parameterLength(0)) {
      case Integer.BYTES -> EventLayout.intAt(raw.array(), raw.parameterOffset(0));
      case Long.BYTES -> EventLayout.longAt(raw.array(), raw.parameterOffset(0));
      default -> 0;
    };
  }

  /**
   * An empty place to put a text together in, the same one for every event: it belongs to whoever
   * asked last.
   */
  public AsciiBuilder scratch() {
    return scratch.clear();
  }

  /** Whether the event carries parameter {@code index} and it is not empty. */
  public boolean has(int index) {
    return index < raw.parameterCount() && raw.parameterLength(index) > 0;
  }

  /** A number with sign, as wide as it was recorded; 0 if it is not there. */
  public long signed(int index) {
    return index >= raw.parameterCount()
        ? 0
        : EventLayout.signedAt(raw.array(), raw.parameterOffset(index), raw.parameterLength(index));
  }

  /** A number without sign, as wide as it was recorded; 0 if it is not there. */
  public long unsigned(int index) {
    return index >= raw.parameterCount()
        ? 0
        : EventLayout.unsignedAt(
            raw.array(), raw.parameterOffset(index), raw.parameterLength(index));
  }

  /** Length of a text without its end mark. */
  public int textLength(int index) {
    if (index >= raw.parameterCount()) {
      return 0;
    }
    int offset = raw.parameterOffset(index);
    int length = raw.parameterLength(index);
    for (int i = 0; i < length; i++) {
      if (raw.array()[offset + i] == 0) {
        return i;
      }
    }
    return length;
  }

  /** Whether parameter {@code index}, a text, is not there: recorders write nothing or a mark. */
  public boolean lacksText(int index) {
    if (!has(index)) {
      return true;
    }
    int offset = raw.parameterOffset(index);
    int end = offset + raw.parameterLength(index);
    return Arrays.equals(raw.array(), offset, end, NULL_MARK, 0, NULL_MARK.length);
  }

  /**
   * A text without its end mark, as a new array. As in libs 0.25 the text {@code <NA>} stands for
   * one that is not there.
   */
  public byte[] text(int index) {
    if (lacksText(index)) {
      return NOT_THERE.clone();
    }
    int offset = raw.parameterOffset(index);
    return Arrays.copyOfRange(raw.array(), offset, offset + textLength(index));
  }

  /** All bytes of a parameter, as a new array. */
  public byte[] bytes(int index) {
    if (index >= raw.parameterCount()) {
      return new byte[0];
    }
    int offset = raw.parameterOffset(index);
    return Arrays.copyOfRange(raw.array(), offset, offset + raw.parameterLength(index));
  }
}

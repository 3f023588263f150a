// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that is known of a machine while its events go by. Belongs to one source and one thread. */
public final class SystemState {

  private final ThreadTable threads;
  private final UserTable users;
  private final NetworkInterfaces interfaces = new NetworkInterfaces();
  private final ContainerTable containers;
  private final TableTally enters = new TableTally();
  private StateLimits limits = StateLimits.STANDARD;
  private MachineInfo machine = MachineInfo.UNKNOWN;
  private boolean live;
  private byte[] lastGroups = {};
  private ContainerIds.Found lastFound = ContainerIds.NONE;

  /** Knows nothing yet; will hold no more than a part of the heap. */
  public SystemState() {
    this(MemoryBudget.ofHeap());
  }

  SystemState(MemoryBudget budget) {
    threads = new ThreadTable(budget);
    users = new UserTable(budget);
    containers = new ContainerTable(budget);
  }

  /** Sets how much is kept. */
  public void setLimits(StateLimits newLimits) {
    limits = newLimits;
    threads.setLimit(newLimits.threads());
  }

  /** How much is kept. */
  public StateLimits limits() {
    return limits;
  }

  /** Whether it is this machine, and now. */
  boolean isLive() {
    return live;
  }

  /** The threads. */
  public ThreadTable threads() {
    return threads;
  }

  /** The users and groups. */
  public UserTable users() {
    return users;
  }

  /** Where it is counted what becomes of the events that are kept until what they begin ends. */
  TableTally enters() {
    return enters;
  }

  /** What became so far of what is known. */
  public StateCounters counters() {
    return new StateCounters(threads.counters(), threads.fdCounters(), enters.snapshot());
  }

  /** The addresses of the machine. */
  public NetworkInterfaces interfaces() {
    return interfaces;
  }

  /** The containers. */
  public ContainerTable containers() {
    return containers;
  }

  /** The machine itself, as recordings tell of it. */
  public MachineInfo machine() {
    return machine;
  }

  /** When this machine was started, in nanoseconds since the epoch; 0 in a replay. */
  long bootNanos() {
    return live ? machine.bootNanos() : 0;
  }

  /** How many processors this machine has; 0 in a replay. */
  int cpus() {
    return live ? machine.cpus() : 0;
  }

  /** Sets the machine that is watched now. */
  public void setLiveMachine(MachineInfo newMachine) {
    machine = newMachine;
    live = true;
  }

  /** Sets the machine that was recorded. */
  public void setRecordedMachine(MachineInfo newMachine) {
    machine = newMachine;
    live = false;
  }

  /**
   * Finds the container of a thread by its control groups. As in Falco 0.44 that happens when the
   * thread itself tells of its beginning, not when its parent does.
   */
  void assignContainer(@Nullable ThreadInfo thread) {
    if (thread == null) {
      return;
    }
    // Most threads have the groups of the one before.
    if (!Arrays.equals(thread.cgroups, lastGroups)) {
      lastGroups = thread.cgroups;
      lastFound = ContainerIds.find(lastGroups);
    }
    thread.containerId = lastFound.id();
    if (lastFound.type() >= 0) {
      containers.addNamed(lastFound.id(), lastFound.type());
    }
  }

  /** Forgets everything, as before another recording. */
  public void clear() {
    threads.clear();
    users.clear();
    interfaces.clear();
    containers.clear();
    machine = MachineInfo.UNKNOWN;
    live = false;
  }
}

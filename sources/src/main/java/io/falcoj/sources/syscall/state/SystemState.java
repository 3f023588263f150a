// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/** All that is known of a machine while its events go by. Belongs to one source and one thread. */
public final class SystemState {

  private final ThreadTable threads = new ThreadTable();
  private final UserTable users = new UserTable();
  private final NetworkInterfaces interfaces = new NetworkInterfaces();
  private final ContainerTable containers = new ContainerTable();
  private MachineInfo machine = MachineInfo.UNKNOWN;
  private boolean live;

  /** The threads. */
  public ThreadTable threads() {
    return threads;
  }

  /** The users and groups. */
  public UserTable users() {
    return users;
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

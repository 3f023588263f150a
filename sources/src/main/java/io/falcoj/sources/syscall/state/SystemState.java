// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/** All that is known of a machine while its events go by. Belongs to one source and one thread. */
public final class SystemState {

  private final ThreadTable threads = new ThreadTable();
  private final UserTable users = new UserTable();
  private final NetworkInterfaces interfaces = new NetworkInterfaces();
  private final ContainerTable containers = new ContainerTable();
  private long bootNanos;
  private int cpus;

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

  /** When the machine was started, in nanoseconds since the epoch; 0 if unknown. */
  public long bootNanos() {
    return bootNanos;
  }

  /** How many processors the machine has; 0 if unknown. */
  public int cpus() {
    return cpus;
  }

  /** Sets what is known of the machine itself. */
  public void setMachine(long newBootNanos, int newCpus) {
    bootNanos = newBootNanos;
    cpus = newCpus;
  }

  /** Forgets everything, as before another recording. */
  public void clear() {
    threads.clear();
    users.clear();
    interfaces.clear();
    containers.clear();
    bootNanos = 0;
    cpus = 0;
  }
}

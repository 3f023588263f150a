// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/**
 * The machine that events come from.
 *
 * @param cpus number of processors
 * @param memoryBytes physical memory
 * @param maxPid highest process id
 * @param hostname name of the machine
 * @param bootNanos when it was started, in nanoseconds since the epoch; 0 if unknown
 * @param flags of the recorder
 */
public record MachineInfo(
    int cpus, long memoryBytes, long maxPid, String hostname, long bootNanos, long flags) {

  /** Stands for a machine of which nothing is known. */
  static final MachineInfo UNKNOWN = new MachineInfo(0, 0, 0, "", 0, 0);
}

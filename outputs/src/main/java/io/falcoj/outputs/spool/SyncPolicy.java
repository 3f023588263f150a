// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

/**
 * When what was written to a spool is forced to the disk. The end of the process never loses
 * anything; this is about the end of the machine.
 */
public enum SyncPolicy {
  /** Before it counts as kept. */
  ALWAYS,
  /** Once a second. */
  INTERVAL,
  /** When the system likes to. */
  NEVER
}

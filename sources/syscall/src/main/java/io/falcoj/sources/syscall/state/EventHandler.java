// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/** What one kind of event changes. */
@FunctionalInterface
interface EventHandler {

  /** Changes the state as the event tells; may set the event's thread and file. */
  void handle(SyscallEvent event);
}

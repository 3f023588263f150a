// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import io.falcoj.sources.syscall.state.ContainerInfo;
import io.falcoj.sources.syscall.state.NetworkInterfaces;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;

/** Tells whether an address is one of those that the process of an event has. */
final class LocalAddresses {

  private LocalAddresses() {}

  /**
   * Whether the process has the address: its container does, or the machine does. In a container of
   * unknown address, any container's counts. IPv6 addresses of containers are not known.
   */
  static boolean contains(SyscallEvent event, boolean ipv6, long high, long low) {
    ThreadInfo thread = event.thread();
    if (thread == null) {
      return false;
    }
    NetworkInterfaces machine = event.state().interfaces();
    boolean inContainer = thread.containerId().length > 0;
    if (ipv6) {
      return !inContainer && machine.isOwnNetwork(high);
    }
    if (inContainer) {
      ContainerInfo container = event.state().containers().get(thread.containerId());
      if (container == null || container.ip().length == 0) {
        return event.state().containers().anyHasAddress(low);
      }
      if (container.hasAddress(low)) {
        return true;
      }
    }
    return machine.isOwn(low);
  }
}

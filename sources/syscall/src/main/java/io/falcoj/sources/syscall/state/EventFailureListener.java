// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/** Is told of events that falcoj failed on, a defect of falcoj: they are left out. */
@FunctionalInterface
public interface EventFailureListener {

  /**
   * An event is left out.
   *
   * @param event valid during the call; what belongs to it may not be known
   */
  void failed(SyscallEvent event, Throwable failure);
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SyscallEvent;

/** One thing that can be said of a parameter. Stateless; anything may stand in the bytes. */
@FunctionalInterface
interface Part {

  /** Says nothing. */
  Part NOTHING = (event, offset, length, text) -> {};

  /**
   * Appends it to {@code text}.
   *
   * @param offset where the parameter begins in the array of the event's {@link SyscallEvent#raw()}
   * @param length of the parameter; more than 0
   */
  void append(SyscallEvent event, int offset, int length, AsciiBuilder text);
}

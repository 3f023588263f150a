// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

/** What to do when system calls were lost. */
public enum DropAction {
  /** Nothing but counting. */
  IGNORE,
  /** Write it to the log. */
  LOG,
  /** Tell it where alerts go. */
  ALERT,
  /** End with an error. */
  EXIT
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import org.opentest4j.TestAbortedException;

/** A check needs a part of falcoj that does not exist yet. Reported as skipped, with the part. */
final class WaitingException extends TestAbortedException {

  private static final long serialVersionUID = 1L;

  private final String part;

  /**
   * @param part what is missing: {@code captures}
   */
  WaitingException(String part) {
    super("waits for " + part);
    this.part = part;
  }

  /** What is missing. */
  String part() {
    return part;
  }
}

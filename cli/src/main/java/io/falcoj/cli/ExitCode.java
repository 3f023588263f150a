// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

/** How a run ends, as scripts see it. */
final class ExitCode {

  /** It ran; there may be alerts. */
  static final int OK = 0;

  /** Bad usage, policy, rules or input, nothing to judge, or an alert that could not be written. */
  static final int ERROR = 1;

  /**
   * With {@code --fail-on-alert}: it ran, and there are alerts of rules, or of policies about
   * something that was let in.
   */
  static final int FOUND = 2;

  private ExitCode() {}
}

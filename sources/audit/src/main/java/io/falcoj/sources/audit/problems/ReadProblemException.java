// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.problems;

import java.io.IOException;

/** In a strict replay: the first record that could not be read. */
public final class ReadProblemException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient ReadProblem problem;

  public ReadProblemException(ReadProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /** What was wrong, and where. */
  public ReadProblem problem() {
    return problem;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.testdata.ConformanceCase;
import java.util.List;

/** Knows how to run the cases of one suite. To add one, add it to {@link StandardSuites}. */
interface SuiteRunner {

  /** Name of the suite: the name of its folder. */
  String suite();

  /**
   * What to observe for one case. Most cases are one check; a case that says many things is better
   * split, so that one known difference does not hide the rest. Checks run later, in this order.
   */
  List<Check> checks(ConformanceCase conformanceCase);

  /** What to observe of all cases together, when each has run. */
  default List<Check> closingChecks() {
    return List.of();
  }

  /**
   * One thing to observe.
   *
   * @param id the case's id, behind it a slash and what is looked at if the case has several
   */
  record Check(String id, Body body) {}

  /** Does what a check says. */
  @FunctionalInterface
  interface Body {

    /**
     * Returns if all is as expected.
     *
     * @throws AssertionError if something else was observed
     * @throws WaitingException if falcoj lacks a part that comes later
     * @throws Exception counts as a failure
     */
    void run() throws Exception;
  }
}

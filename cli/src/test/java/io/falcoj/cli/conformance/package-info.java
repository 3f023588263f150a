// SPDX-License-Identifier: Apache-2.0
/**
 * Runs suites of conformance cases through falcoj. {@link ConformanceTest} reads every suite there
 * is; {@link StandardSuites} lists what can run them: one {@link SuiteRunner} a suite.
 */
@NullMarked
package io.falcoj.cli.conformance;

import org.jspecify.annotations.NullMarked;

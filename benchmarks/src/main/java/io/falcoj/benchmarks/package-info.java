// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks: one class per question, each with a baseline beside it. Data comes from the test data
 * module; nothing depends on this module. Results are kept in {@code docs/performance.md}.
 */
@NullMarked
package io.falcoj.benchmarks;

import org.jspecify.annotations.NullMarked;

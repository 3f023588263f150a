// SPDX-License-Identifier: Apache-2.0
/**
 * Test data of falcoj and its readers: policies, audit logs and rules written by falcoj's own
 * authors, and suites of conformance cases. {@link io.falcoj.testdata.ConformanceFolders} finds the
 * suites, {@link io.falcoj.testdata.TestData} the files.
 *
 * <p>Every module may use this package in its tests. It depends on no module of falcoj, so a case
 * is a plain JSON tree here: what it means stands in the test that runs it.
 */
@NullMarked
package io.falcoj.testdata;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts that wait on disk. A {@link io.falcoj.outputs.spool.Spool} is a queue of records in files,
 * which outlives the process, however that ends. Knows neither alerts nor outputs: a record is a
 * tag and some bytes.
 */
@NullMarked
package io.falcoj.outputs.spool;

import org.jspecify.annotations.NullMarked;

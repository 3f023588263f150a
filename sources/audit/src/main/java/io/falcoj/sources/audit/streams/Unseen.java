// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

/**
 * What those events of a chunk came to that were not seen before.
 *
 * @param hashes of their texts, two longs each
 * @param seen how many events were left out
 */
record Unseen<R>(R result, long[] hashes, long seen) {}

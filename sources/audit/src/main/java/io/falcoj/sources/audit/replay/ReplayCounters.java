// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

/**
 * What a replay has read so far.
 *
 * @param events audit events handed to evaluators
 * @param skipped records that could not be read;
 * @param notAudit lines and records of other components in the same log: no problem
 * @param bytes uncompressed bytes
 * @param inputBytes bytes of the inputs as they are stored
 * @param totalInputBytes stored size of all inputs; -1 while unknown (standard input)
 */
public record ReplayCounters(
    long events, long skipped, long notAudit, long bytes, long inputBytes, long totalInputBytes) {}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

/**
 * A place in a spool.
 *
 * @param segment number of the file
 * @param offset in bytes from the file's beginning
 */
public record SpoolPosition(long segment, long offset) {}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.nio.ByteBuffer;

/**
 * One record of a spool.
 *
 * @param tag the writer's own
 * @param content the bytes, the reader's own
 * @param position where the next record begins
 */
public record SpoolRecord(byte tag, ByteBuffer content, SpoolPosition position) {}

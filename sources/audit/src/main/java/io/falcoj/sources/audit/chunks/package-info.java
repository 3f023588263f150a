// SPDX-License-Identifier: Apache-2.0
/**
 * Texts cut into pieces between records ({@link io.falcoj.sources.audit.chunks.ChunkReader}), and
 * the events of a piece found and evaluated ({@link
 * io.falcoj.sources.audit.chunks.ChunkEvaluator}); what is damaged is told and costs nothing beside
 * it.
 */
@NullMarked
package io.falcoj.sources.audit.chunks;

import org.jspecify.annotations.NullMarked;

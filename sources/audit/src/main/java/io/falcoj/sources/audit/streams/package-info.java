// SPDX-License-Identifier: Apache-2.0
/**
 * Texts that come at the same time, such as bodies of requests, read by a few evaluators: {@link
 * io.falcoj.sources.audit.streams.AuditStreams}. Events that were seen before are left out.
 */
@NullMarked
package io.falcoj.sources.audit.streams;

import org.jspecify.annotations.NullMarked;

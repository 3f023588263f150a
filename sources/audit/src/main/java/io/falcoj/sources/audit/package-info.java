// SPDX-License-Identifier: Apache-2.0
/**
 * Kubernetes audit events: source {@code k8s_audit}.
 *
 * <p>{@link io.falcoj.sources.audit.AuditLogReplay} reads recorded logs in every form they are
 * found in and hands {@link io.falcoj.sources.audit.AuditEvent}s to evaluators on all cores;
 * {@link io.falcoj.sources.audit.AuditStreams} does so with texts that come at the same time.
 * {@link io.falcoj.json.JsonDocument} is the lazily parsed text of one event, which
 * fields navigate. Depends on the contracts of the engine only.
 */
@NullMarked
package io.falcoj.sources.audit;

import org.jspecify.annotations.NullMarked;


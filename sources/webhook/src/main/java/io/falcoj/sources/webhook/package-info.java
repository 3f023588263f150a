// SPDX-License-Identifier: Apache-2.0
/**
 * The audit webhook: the HTTP endpoint to which API servers post audit events as they happen.
 *
 * <p>{@link io.falcoj.sources.webhook.AuditWebhook} is it. Bodies are streamed through the
 * reader of recorded logs, so they may have every form that logs have. Depends on the package of
 * audit events and on that of the HTTP server.
 */
@NullMarked
package io.falcoj.sources.webhook;

import org.jspecify.annotations.NullMarked;


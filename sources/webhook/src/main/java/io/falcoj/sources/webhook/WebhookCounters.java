// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.sources.http.HttpRefusals;

/**
 * What a webhook has done since it was started.
 *
 * @param accepted requests that were answered with 200
 * @param overloaded requests that were answered with 503
 * @param rejected requests that were answered with another error
 * @param broken requests whose bodies did not arrive as a whole
 * @param events that were evaluated
 * @param resent events that were left out since they had been evaluated before
 * @param skipped records that could not be read
 * @param notAudit records of other components: no problem
 * @param bytes of bodies, uncompressed
 * @param bodies that are being read now
 * @param connections that are open now
 * @param refusals of connections and requests that did not come so far; bad requests are among the
 *     rejected
 */
public record WebhookCounters(
    long accepted,
    long overloaded,
    long rejected,
    long broken,
    long events,
    long resent,
    long skipped,
    long notAudit,
    long bytes,
    int bodies,
    int connections,
    HttpRefusals refusals) {}

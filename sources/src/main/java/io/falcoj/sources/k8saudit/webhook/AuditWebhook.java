// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import io.falcoj.sources.k8saudit.BatchEvaluator;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * The audit webhook of an API server: a running endpoint that takes audit events.
 *
 * <pre>{@code
 * try (AuditWebhook webhook =
 *     AuditWebhook.start(WebhookOptions.STANDARD, MyEvaluator::new, listener)) {
 *   …
 * }
 * }</pre>
 *
 * <p>200 means that {@link WebhookListener#batch} has returned for everything in the body. Records
 * that cannot be read are skipped, told and counted, and do not change that: a sender would only
 * send them again. 503 with {@code Retry-After} means that the body is to be sent again.
 */
public final class AuditWebhook implements AutoCloseable {

  private AuditWebhook() {}

  /**
   * Listens, and has the events evaluated that are posted.
   *
   * @param evaluators called once for each worker, at any time, on any thread
   * @throws IOException if the address cannot be listened on, or a certificate cannot be used; the
   *     message says so for a person
   */
  public static <R> AuditWebhook start(
      WebhookOptions options,
      Supplier<? extends BatchEvaluator<R>> evaluators,
      WebhookListener<R> listener)
      throws IOException {
    throw new IOException("the audit webhook is being built");
  }

  /** The port that is listened on. */
  public int port() {
    return 0;
  }

  /** What was done so far. */
  public WebhookCounters counters() {
    return new WebhookCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Takes no more requests, and waits some seconds for those under way. */
  @Override
  public void close() {}
}

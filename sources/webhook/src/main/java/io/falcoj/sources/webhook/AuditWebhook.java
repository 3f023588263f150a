// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.streams.AuditStreams;
import io.falcoj.sources.http.HttpServer;
import io.falcoj.sources.http.HttpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * send them again. 503 with {@code Retry-After} means that the body is to be sent again; those of
 * its events that were safe already are left out then.
 */
public final class AuditWebhook implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(AuditWebhook.class);

  /** How long a body waits for an evaluator; the API server itself waits 30 seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Threads that answer while all bodies are being read. */
  private static final int ANSWERING_THREADS = 8;

  private final HttpServer server;
  private volatile WebhookHandler<?> handler;

  private AuditWebhook(HttpServer server, WebhookHandler<?> handler) {
    this.server = server;
    this.handler = handler;
  }

  /**
   * Listens, and has the events evaluated that are posted.
   *
   * @param evaluators called for each worker at the start, and again, on any thread, when memory
   *     has run out or a large event was evaluated
   * @throws IOException if the address cannot be listened on, or a certificate cannot be used; the
   *     message says so for a person
   */
  public static <R> AuditWebhook start(
      WebhookOptions options,
      Supplier<? extends BatchEvaluator<R>> evaluators,
      WebhookListener<R> listener)
      throws IOException {
    AuditStreams<R> streams =
        new AuditStreams<>(
            options.sizes().maxEvent(),
            options.capacity().workers(),
            PATIENCE,
            options.resendWindow(),
            evaluators);
    WebhookHandler<R> handler = new WebhookHandler<>(options, streams, listener);
    AuditWebhook webhook = new AuditWebhook(HttpServer.start(http(options), handler), handler);
    warnIfOpen(options);
    return webhook;
  }

  /**
   * Goes on with other options. Requests that are under way are answered as they began; connections
   * stay if {@link HttpServer#use} can keep them.
   *
   * @throws IOException if the address cannot be listened on, or a certificate cannot be used: then
   *     all is as before
   */
  public synchronized void use(WebhookOptions options) throws IOException {
    WebhookHandler<?> changed = handler.with(options);
    server.use(http(options), changed);
    handler = changed;
    warnIfOpen(options);
  }

  private static HttpSettings http(WebhookOptions options) {
    return HttpSettings.of("audit-webhook", options.address())
        .withTls(options.tls())
        .withCapacity(
            options.capacity().maxConnections(), options.capacity().maxBodies() + ANSWERING_THREADS)
        .withTimeouts(options.patience().idle(), options.patience().header());
  }

  private static void warnIfOpen(WebhookOptions options) {
    if (options.tls() == null && !options.address().isLoopback()) {
      LOGGER.warn(
          "The audit webhook at {} takes plain HTTP: whoever reaches it can send events, and read"
              + " those on their way; https and client certificates prevent that",
          options.address());
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** What was done so far. */
  public WebhookCounters counters() {
    return handler.counters(server.connections(), server.refusals());
  }

  /** How long answers took so far. */
  public AnswerTimes.Counts answerTimes() {
    return handler.answerTimes();
  }

  /** Takes no more requests, and waits some seconds for those under way. */
  @Override
  public void close() {
    server.close();
    handler.tellTheRest();
  }
}

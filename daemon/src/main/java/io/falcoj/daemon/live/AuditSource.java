// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.library.evaluation.AuditRedaction;
import io.falcoj.library.evaluation.ShownTokens;
import io.falcoj.outputs.Delivery;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.OutputsFullException;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.webhook.AnswerTimes;
import io.falcoj.sources.webhook.AuditWebhook;
import io.falcoj.sources.webhook.WebhookCounters;
import io.falcoj.sources.webhook.WebhookListener;
import io.falcoj.sources.webhook.WebhookOptions;
import io.falcoj.sources.webhook.WebhookOverloadException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit webhook. What it answers with 200 is evaluated, and its alerts are written or in a
 * spool.
 */
final class AuditSource implements LiveSource<WebhookOptions>, WebhookListener<LiveBatch> {

  /** An API server gives up after 30 seconds unless told otherwise. */
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(20);

  private static final Logger LOGGER = LoggerFactory.getLogger(AuditSource.class);

  private final LiveRules rules;
  private final Outputs outputs;
  private final boolean redact;
  private final ShownTokens shownTokens = new ShownTokens();
  private volatile @Nullable AuditWebhook webhook;

  AuditSource(LiveRules rules, Outputs outputs, boolean redact) {
    this.rules = rules;
    this.outputs = outputs;
    this.redact = redact;
  }

  @Override
  public String name() {
    return AuditEvent.SOURCE;
  }

  @Override
  public synchronized String use(WebhookOptions options) throws SourceException {
    AuditWebhook running = webhook;
    try {
      if (running == null) {
        running =
            AuditWebhook.start(
                options, () -> new LiveAuditEvaluator(rules, redact, shownTokens), this);
        webhook = running;
      } else {
        running.use(options);
      }
    } catch (IOException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
    return "webhook on " + url(options, running.port());
  }

  private static String url(WebhookOptions options, int port) {
    String host = options.address().host().isEmpty() ? "0.0.0.0" : options.address().host();
    return (options.tls() == null ? "http://" : "https://")
        + new HttpAddress(host, port)
        + options.path();
  }

  @Override
  public String engine() {
    return "source_plugin";
  }

  @Override
  public long events() {
    return counters().map(WebhookCounters::events).orElse(0L);
  }

  @Override
  public boolean isRunning() {
    return webhook != null;
  }

  @Override
  public synchronized void stop() {
    AuditWebhook running = webhook;
    if (running != null) {
      running.close();
      webhook = null;
    }
  }

  /** What the webhook did; empty if it does not run. */
  Optional<WebhookCounters> counters() {
    return Optional.ofNullable(webhook).map(AuditWebhook::counters);
  }

  /** How long its answers took; empty if it does not run. */
  Optional<AnswerTimes.Counts> answerTimes() {
    return Optional.ofNullable(webhook).map(AuditWebhook::answerTimes);
  }

  @Override
  public void batch(LiveBatch result) throws IOException {
    Delivery delivery;
    try {
      delivery = outputs.offer(result.batch().lines());
    } catch (OutputsFullException e) {
      throw new WebhookOverloadException(e.getMessage(), e);
    }
    delivery.await(DELIVERY_TIMEOUT);
    result.rules().count(result.batch().tally());
  }

  @Override
  public void problem(ReadProblem problem) {
    rules.current().countSkipped(problem.kind(), 1);
    LOGGER.warn(AuditRedaction.message(problem, redact));
  }

  @Override
  public void note(ReadNote note) {
    LOGGER.info(note.message());
  }

  @Override
  public void untoldProblems(Map<ReadProblem.Kind, Long> counts) {
    counts.forEach(rules.current()::countSkipped);
    LOGGER.warn(
        "{} more records could not be read ({})",
        counts.values().stream().mapToLong(Long::longValue).sum(),
        ReadProblem.countsText(counts));
  }

  @Override
  public void refused(String client, Throwable cause) {
    // Of a defect its message alone says little.
    String why = cause instanceof IOException ? cause.getMessage() : cause.toString();
    LOGGER.warn("{} was refused, to be sent again: {}", client, why);
  }

  @Override
  public void rejected(String client, String answer) {
    LOGGER.warn("{} was answered with {}", client, answer);
  }
}

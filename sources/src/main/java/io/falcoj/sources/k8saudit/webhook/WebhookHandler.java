// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import io.falcoj.sources.k8saudit.AuditStream;
import io.falcoj.sources.k8saudit.AuditStreams;
import io.falcoj.sources.k8saudit.ReadProblem;
import io.falcoj.sources.k8saudit.StreamBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests: reads each body on the thread of its request, piece by piece. */
final class WebhookHandler<R> extends Handler.Abstract {

  /** Problems that are told one by one in a second. */
  private static final int TOLD_PROBLEMS = 50;

  /** Refused bodies that are told in a second. */
  private static final int TOLD_REFUSALS = 5;

  /** How long a request waits for a place among the bodies. */
  private static final long PLACE_WAIT_MILLIS = 100;

  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "application/json",
          "application/jsonl",
          "application/json-seq",
          "application/ndjson",
          "application/x-ndjson",
          "text/json");
  private static final Set<String> ENCODINGS = Set.of("gzip", "x-gzip", "identity");

  private final WebhookOptions options;
  private final AuditStreams<R> streams;
  private final WebhookListener<R> listener;
  private final Semaphore bodies;
  private final RateLimit problems = new RateLimit(TOLD_PROBLEMS, System::nanoTime);
  private final RateLimit refusals = new RateLimit(TOLD_REFUSALS, System::nanoTime);

  private final LongAdder accepted = new LongAdder();
  private final LongAdder overloaded = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder resent = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder notAudit = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  WebhookHandler(WebhookOptions options, AuditStreams<R> streams, WebhookListener<R> listener) {
    this.options = options;
    this.streams = streams;
    this.listener = listener;
    this.bodies = new Semaphore(options.maxBodies());
  }

  WebhookCounters counters(int connections) {
    return new WebhookCounters(
        accepted.sum(),
        overloaded.sum(),
        rejected.sum(),
        broken.sum(),
        events.sum(),
        resent.sum(),
        skipped.sum(),
        notAudit.sum(),
        bytes.sum(),
        options.maxBodies() - bodies.availablePermits(),
        connections);
  }

  /** Tells what was held back so far. */
  void tellTheRest() {
    tellUntold(problems.takeAll());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!isPath(Request.getPathInContext(request))) {
      reject(HttpStatus.NOT_FOUND_404, request, response, callback);
    } else if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
      reject(HttpStatus.METHOD_NOT_ALLOWED_405, request, response, callback);
    } else if (!isMediaType(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
      reject(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, request, response, callback);
    } else if (!isEncoding(request.getHeaders().getField(HttpHeader.CONTENT_ENCODING))) {
      response.getHeaders().put(HttpHeader.ACCEPT_ENCODING, "gzip");
      reject(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, request, response, callback);
    } else {
      // Waiting for a place or for an output is no idleness of the client.
      request.addIdleTimeoutListener(timeout -> false);
      if (bodies.tryAcquire()) {
        take(request, response, callback);
      } else {
        waitForPlace(request, response, callback);
      }
    }
    return true;
  }

  /**
   * Lets a request wait a moment for a place, without a thread. It smooths bursts; and clients that
   * come back at once whatever they are told take no time from the bodies that are being read.
   */
  private void waitForPlace(Request request, Response response, Callback callback) {
    Components components = request.getComponents();
    components
        .getScheduler()
        .schedule(
            () -> {
              try {
                components.getExecutor().execute(() -> takeOrRefuse(request, response, callback));
              } catch (RejectedExecutionException e) {
                callback.failed(e);
              }
            },
            PLACE_WAIT_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void takeOrRefuse(Request request, Response response, Callback callback) {
    try {
      if (bodies.tryAcquire()) {
        take(request, response, callback);
      } else {
        refuse(new WebhookOverloadException("too many requests"), request, response, callback);
      }
    } catch (RuntimeException | Error e) {
      // Nobody above looks after a request that has waited.
      callback.failed(e);
      throw e;
    }
  }

  /** Reads a body that has a place, and answers. */
  private void take(Request request, Response response, Callback callback) {
    RequestBody body =
        new RequestBody(
            Content.Source.asInputStream(request),
            options.headerTimeout(),
            options.minBytesPerSecond());
    Throwable failure;
    try {
      failure = read(body, client(request));
    } finally {
      bodies.release();
    }
    answer(body, failure, request, response, callback);
  }

  /** Reads a body to its end; returns why that was not possible, else null. */
  private @Nullable Throwable read(RequestBody body, String client) {
    try (AuditStream<R> stream = streams.open(client, body, options.maxInflatedSize())) {
      StreamBatch<R> batch = stream.next();
      while (batch != null) {
        listener.batch(batch.result());
        stream.remember();
        count(batch);
        batch = stream.next();
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return e;
    }
  }

  private void count(StreamBatch<R> batch) {
    events.add(batch.events());
    resent.add(batch.seen());
    notAudit.add(batch.notAudit());
    bytes.add(batch.bytes());
    skipped.add(batch.problems().size() + batch.untoldProblems());
    problems.holdBack(batch.untoldProblems());
    for (ReadProblem problem : batch.problems()) {
      if (problems.tryPass()) {
        listener.problem(problem);
      }
    }
    tellUntold(problems.takeHeldBack());
  }

  private void tellUntold(long count) {
    if (count > 0) {
      listener.untoldProblems(count);
    }
  }

  private void answer(
      RequestBody body,
      @Nullable Throwable failure,
      Request request,
      Response response,
      Callback callback) {
    IOException broke = body.failure();
    if (failure == null) {
      accepted.increment();
      response.setStatus(HttpStatus.OK_200);
      response.write(true, null, callback);
    } else if (broke != null) {
      broken.increment();
      tellRefusal(request, broke);
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      unavailable(response, callback);
    } else {
      refuse(failure, request, response, callback);
    }
  }

  /** Says that there is no room now. */
  private void refuse(Throwable cause, Request request, Response response, Callback callback) {
    overloaded.increment();
    tellRefusal(request, cause);
    unavailable(response, earlyAnswer(request, response, callback));
  }

  private void tellRefusal(Request request, Throwable cause) {
    if (refusals.tryPass()) {
      listener.refused(client(request), cause);
    }
  }

  private void unavailable(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, options.retryAfter().toSeconds());
    plain(HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
  }

  private void reject(int status, Request request, Response response, Callback callback) {
    rejected.increment();
    plain(status, response, earlyAnswer(request, response, callback));
  }

  private static void plain(int status, Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    String line = status + " " + HttpStatus.getMessage(status) + "\n";
    response.write(true, ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), callback);
  }

  /** A client that waits to be asked for its body sends none when it has an answer. */
  private static Callback earlyAnswer(Request request, Response response, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      return callback;
    }
    return new EarlyAnswer(request, callback);
  }

  private boolean isPath(String path) {
    String wanted = options.path();
    return wanted.endsWith("/") ? path.startsWith(wanted) : path.equals(wanted);
  }

  private static boolean isMediaType(@Nullable String value) {
    if (value == null) {
      return false;
    }
    int parameters = value.indexOf(';');
    String type = (parameters < 0 ? value : value.substring(0, parameters)).trim();
    return MEDIA_TYPES.contains(type.toLowerCase(Locale.ROOT));
  }

  private static boolean isEncoding(@Nullable HttpField field) {
    return field == null || ENCODINGS.contains(field.getValue().trim().toLowerCase(Locale.ROOT));
  }

  private static String client(Request request) {
    return "request from " + Request.getRemoteAddr(request);
  }
}

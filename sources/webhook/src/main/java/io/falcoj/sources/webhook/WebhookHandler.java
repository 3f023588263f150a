// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.sources.audit.streams.AuditStream;
import io.falcoj.sources.audit.streams.AuditStreams;
import io.falcoj.sources.audit.streams.StreamBatch;
import io.falcoj.sources.http.HttpRefusals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests: reads each body on the thread of its request, piece by piece. */
final class WebhookHandler<R> extends Handler.Abstract {

  private final WebhookOptions options;
  private final AuditStreams<R> streams;
  private final WebhookListener<R> listener;
  private final BodyPlaces places;
  private final RequestCheck check;
  private final WebhookTally tally;
  private final AnswerTimes times;

  WebhookHandler(WebhookOptions options, AuditStreams<R> streams, WebhookListener<R> listener) {
    this(options, streams, listener, new WebhookTally(listener), new AnswerTimes());
  }

  private WebhookHandler(
      WebhookOptions options,
      AuditStreams<R> streams,
      WebhookListener<R> listener,
      WebhookTally tally,
      AnswerTimes times) {
    this.options = options;
    this.streams = streams;
    this.listener = listener;
    this.places = new BodyPlaces(options);
    this.check = new RequestCheck(options.path());
    this.tally = tally;
    this.times = times;
  }

  /** One that goes on in place of this, with other options. */
  WebhookHandler<R> with(WebhookOptions newOptions) {
    return new WebhookHandler<>(
        newOptions,
        streams.with(
            newOptions.sizes().maxEvent(),
            newOptions.capacity().workers(),
            newOptions.resendWindow()),
        listener,
        tally,
        times);
  }

  WebhookCounters counters(int connections, HttpRefusals refusals) {
    return tally.counters(places.taken(), connections, refusals);
  }

  /** How long answers took, those of refused requests included. */
  AnswerTimes.Counts answerTimes() {
    return times.counts();
  }

  /** Tells what was held back so far. */
  void tellTheRest() {
    tally.tellTheRest();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    Request.addCompletionListener(request, failure -> times.add(System.nanoTime() - start));
    int status = check.status(request, response);
    if (status != HttpStatus.OK_200) {
      tally.rejected(client(request), status + " " + HttpStatus.getMessage(status));
      answerEarly(status, request, response, callback);
      return true;
    }
    // Waiting for a place or for an output is no idleness of the client.
    request.addIdleTimeoutListener(timeout -> false);
    if (places.tryTake()) {
      take(request, response, callback);
    } else {
      places.await(new WaitingRequest(request, response, callback), request.getComponents());
    }
    return true;
  }

  /** A request that waits for a place. Nobody above looks after it. */
  private final class WaitingRequest implements BodyPlaces.Turn {

    private final Request request;
    private final Response response;
    private final Callback callback;

    WaitingRequest(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    @Override
    public void take() {
      failing(() -> WebhookHandler.this.take(request, response, callback));
    }

    @Override
    public void refuse() {
      WebhookOverloadException full = new WebhookOverloadException("too many requests");
      failing(() -> WebhookHandler.this.refuse(full, request, response, callback));
    }

    @Override
    public void fail(Throwable cause) {
      callback.failed(cause);
    }

    private void failing(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        callback.failed(e);
        throw e;
      }
    }
  }

  /** Reads a body that has a place, and answers. */
  private void take(Request request, Response response, Callback callback) {
    RequestBody body;
    Throwable failure;
    try {
      body =
          new RequestBody(
              Content.Source.asInputStream(request),
              request.getLength(),
              () -> close(request),
              options.patience().header(),
              options.patience().minBytesPerSecond(),
              System::nanoTime);
      places.begin(body);
      try {
        failure = read(body, client(request));
      } finally {
        places.end(body);
      }
    } finally {
      places.release();
    }
    answer(body, failure, request, response, callback);
  }

  private static void close(Request request) {
    request.getConnectionMetaData().getConnection().getEndPoint().close(new TimeoutException());
  }

  /** Reads a body to its end; returns why that was not possible, else null. */
  private @Nullable Throwable read(RequestBody body, String client) {
    try (AuditStream<R> stream = streams.open(client, body, options.sizes().maxInflated())) {
      StreamBatch<R> batch = stream.next();
      while (batch != null) {
        listener.batch(batch.result());
        stream.remember();
        tally.count(batch);
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

  private void answer(
      RequestBody body,
      @Nullable Throwable failure,
      Request request,
      Response response,
      Callback callback) {
    IOException broke = body.failure();
    if (failure == null) {
      tally.accepted();
      response.setStatus(HttpStatus.OK_200);
      response.write(true, null, callback);
    } else if (broke != null) {
      tally.broken(client(request), broke);
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      response.getHeaders().put(HttpHeader.RETRY_AFTER, WebhookOptions.RETRY_AFTER.toSeconds());
      plain(HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
    } else {
      refuse(failure, request, response, callback);
    }
  }

  /** Says that there is no room now. */
  private void refuse(Throwable cause, Request request, Response response, Callback callback) {
    tally.overloaded(client(request), cause);
    response.getHeaders().put(HttpHeader.RETRY_AFTER, WebhookOptions.RETRY_AFTER.toSeconds());
    answerEarly(HttpStatus.SERVICE_UNAVAILABLE_503, request, response, callback);
  }

  /** Answers though there may be more of the body. */
  private static void answerEarly(
      int status, Request request, Response response, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      // A client that waits to be asked for its body sends none when it has an answer.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      plain(status, response, callback);
    } else {
      plain(status, response, new EarlyAnswer(request, callback));
    }
  }

  private static void plain(int status, Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    String line = status + " " + HttpStatus.getMessage(status) + "\n";
    response.write(true, ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), callback);
  }

  private static String client(Request request) {
    return "request from " + Request.getRemoteAddr(request);
  }
}

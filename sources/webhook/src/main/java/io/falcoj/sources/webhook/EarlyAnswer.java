// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Reads on, and throws away, what comes of a body that was answered already. A connection that is
 * closed while bytes are on their way takes the answer away from a client that is still sending.
 * Holds no thread.
 */
final class EarlyAnswer implements Callback, Runnable {

  private static final long LINGER_NANOS = Duration.ofSeconds(5).toNanos();

  /** More than a batch has; who sends on and on is not to keep a thread busy. */
  private static final long LINGER_BYTES = 64 << 20;

  private final Request request;
  private final Callback callback;
  private final long begin = System.nanoTime();
  private long bytes;

  /**
   * @param callback completed when the connection may be used for the next request, or be closed
   */
  EarlyAnswer(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
  }

  /** The answer was sent. */
  @Override
  public void succeeded() {
    run();
  }

  @Override
  public void failed(Throwable cause) {
    callback.failed(cause);
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast()
          || Content.Chunk.isFailure(chunk)
          || System.nanoTime() - begin > LINGER_NANOS
          || bytes > LINGER_BYTES) {
        callback.succeeded();
        return;
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.http.TlsFiles;
import io.falcoj.sources.k8saudit.AuditLogReplay;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the webhook listens, and its limits. Immutable; each {@code with} method returns a changed
 * copy.
 *
 * @param path of the endpoint; one that ends with a slash stands for all paths below it too
 * @param tls null for plain HTTP
 * @param maxEventSize bytes of the largest event; a larger one is refused by itself
 * @param maxInflatedSize bytes that a compressed body may come to; what is behind is left out
 * @param maxBodies that are read at the same time; further ones are answered with 503
 * @param maxConnections at the same time; further ones wait until another one ends
 * @param workers how many threads evaluate at the same time
 * @param resendWindow how many events at least are remembered, so that one that is sent again is
 *     evaluated once; 0 for none
 * @param idleTimeout how long a client may be silent within a request
 * @param headerTimeout how long a client may take for the head of a request
 * @param minBytesPerSecond that a client must send of a body, on average
 * @param retryAfter what is said with 503
 */
public record WebhookOptions(
    HttpAddress address,
    String path,
    @Nullable TlsFiles tls,
    int maxEventSize,
    long maxInflatedSize,
    int maxBodies,
    int maxConnections,
    int workers,
    int resendWindow,
    Duration idleTimeout,
    Duration headerTimeout,
    int minBytesPerSecond,
    Duration retryAfter) {

  /** Falco's port. */
  public static final int PORT = 9765;

  /** Falco's path. */
  public static final String PATH = "/k8s-audit";

  /** What counts unless something else is said: plain HTTP, for programs on the same machine. */
  public static final WebhookOptions STANDARD =
      new WebhookOptions(
          new HttpAddress(HttpAddress.LOOPBACK, PORT),
          PATH,
          null,
          AuditLogReplay.DEFAULT_MAX_EVENT_SIZE,
          1L << 30,
          64,
          512,
          Runtime.getRuntime().availableProcessors(),
          1 << 18,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          4 << 10,
          Duration.ofSeconds(1));

  /** The same at another address and path. */
  public WebhookOptions at(HttpAddress newAddress, String newPath) {
    return new WebhookOptions(
        newAddress,
        newPath,
        tls,
        maxEventSize,
        maxInflatedSize,
        maxBodies,
        maxConnections,
        workers,
        resendWindow,
        idleTimeout,
        headerTimeout,
        minBytesPerSecond,
        retryAfter);
  }

  /** The same with TLS; null for none. */
  public WebhookOptions withTls(@Nullable TlsFiles files) {
    return new WebhookOptions(
        address,
        path,
        files,
        maxEventSize,
        maxInflatedSize,
        maxBodies,
        maxConnections,
        workers,
        resendWindow,
        idleTimeout,
        headerTimeout,
        minBytesPerSecond,
        retryAfter);
  }

  /** The same with limits for what is read. */
  public WebhookOptions withSizes(int newMaxEventSize, long newMaxInflatedSize) {
    return new WebhookOptions(
        address,
        path,
        tls,
        newMaxEventSize,
        newMaxInflatedSize,
        maxBodies,
        maxConnections,
        workers,
        resendWindow,
        idleTimeout,
        headerTimeout,
        minBytesPerSecond,
        retryAfter);
  }

  /** The same with limits for how much goes on at the same time. */
  public WebhookOptions withCapacity(int newMaxBodies, int newMaxConnections, int newWorkers) {
    return new WebhookOptions(
        address,
        path,
        tls,
        maxEventSize,
        maxInflatedSize,
        newMaxBodies,
        newMaxConnections,
        newWorkers,
        resendWindow,
        idleTimeout,
        headerTimeout,
        minBytesPerSecond,
        retryAfter);
  }

  /** The same with another number of events that are remembered. */
  public WebhookOptions withResendWindow(int newWindow) {
    return new WebhookOptions(
        address,
        path,
        tls,
        maxEventSize,
        maxInflatedSize,
        maxBodies,
        maxConnections,
        workers,
        newWindow,
        idleTimeout,
        headerTimeout,
        minBytesPerSecond,
        retryAfter);
  }

  /** The same with other limits for slow clients. */
  public WebhookOptions withPatience(
      Duration newIdleTimeout, Duration newHeaderTimeout, int newMinBytesPerSecond) {
    return new WebhookOptions(
        address,
        path,
        tls,
        maxEventSize,
        maxInflatedSize,
        maxBodies,
        maxConnections,
        workers,
        resendWindow,
        newIdleTimeout,
        newHeaderTimeout,
        newMinBytesPerSecond,
        retryAfter);
  }
}

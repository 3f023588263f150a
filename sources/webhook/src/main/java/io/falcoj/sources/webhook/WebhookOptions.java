// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.sources.audit.replay.AuditLogReplay;
import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.http.TlsFiles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the webhook listens, and its limits. Immutable; each {@code with} method returns a changed
 * copy.
 *
 * @param path of the endpoint; one that ends with a slash stands for all paths below it too
 * @param tls null for plain HTTP
 * @param resendWindow how many events at least are remembered, so that one that is sent again is
 *     evaluated once; 0 for none
 */
public record WebhookOptions(
    HttpAddress address,
    String path,
    @Nullable TlsFiles tls,
    Sizes sizes,
    Capacity capacity,
    int resendWindow,
    Patience patience) {

  /**
   * How much is read.
   *
   * @param maxEvent bytes of the largest event; a larger one is refused by itself
   * @param maxInflated bytes that a compressed body may come to; what is behind is left out
   */
  public record Sizes(int maxEvent, long maxInflated) {}

  /**
   * How much goes on at the same time.
   *
   * @param maxBodies that are read; further ones are answered with 503
   * @param maxConnections for further ones the client that was waited for longest gives way
   * @param workers how many threads evaluate
   */
  public record Capacity(int maxBodies, int maxConnections, int workers) {}

  /**
   * How slow a client may be.
   *
   * @param idle how long it may be silent
   * @param header how long it may take for the head of a request
   * @param minBytesPerSecond that it must send of a body, on average
   * @param place how long a request waits for a place among the bodies
   */
  public record Patience(Duration idle, Duration header, int minBytesPerSecond, Duration place) {}

  /** Falco's port. */
  public static final int PORT = 9765;

  /** Falco's path. */
  public static final String PATH = "/k8s-audit";

  /** What is said with 503: when to come again. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** What counts unless something else is said: plain HTTP, for programs on the same machine. */
  public static final WebhookOptions STANDARD =
      new WebhookOptions(
          new HttpAddress(HttpAddress.LOOPBACK, PORT),
          PATH,
          null,
          new Sizes(AuditLogReplay.DEFAULT_MAX_EVENT_SIZE, 1L << 30),
          new Capacity(64, 512, Runtime.getRuntime().availableProcessors()),
          1 << 18,
          new Patience(
              Duration.ofSeconds(30), Duration.ofSeconds(10), 4 << 10, Duration.ofMillis(1500)));

  /** The same at another address and path. */
  public WebhookOptions at(HttpAddress newAddress, String newPath) {
    return new WebhookOptions(newAddress, newPath, tls, sizes, capacity, resendWindow, patience);
  }

  /** The same with TLS; null for none. */
  public WebhookOptions withTls(@Nullable TlsFiles files) {
    return new WebhookOptions(address, path, files, sizes, capacity, resendWindow, patience);
  }

  /** The same with limits for what is read. */
  public WebhookOptions withSizes(int maxEvent, long maxInflated) {
    Sizes changed = new Sizes(maxEvent, maxInflated);
    return new WebhookOptions(address, path, tls, changed, capacity, resendWindow, patience);
  }

  /** The same with limits for how much goes on at the same time. */
  public WebhookOptions withCapacity(int maxBodies, int maxConnections, int workers) {
    Capacity changed = new Capacity(maxBodies, maxConnections, workers);
    return new WebhookOptions(address, path, tls, sizes, changed, resendWindow, patience);
  }

  /** The same with another number of events that are remembered. */
  public WebhookOptions withResendWindow(int newWindow) {
    return new WebhookOptions(address, path, tls, sizes, capacity, newWindow, patience);
  }

  /** The same with other limits for slow clients. */
  public WebhookOptions withPatience(Duration idle, Duration header, int minBytesPerSecond) {
    Patience changed = new Patience(idle, header, minBytesPerSecond, patience.place());
    return new WebhookOptions(address, path, tls, sizes, capacity, resendWindow, changed);
  }

  /** The same, in which a request waits longer or shorter for a place among the bodies. */
  public WebhookOptions withPlacePatience(Duration place) {
    Patience changed =
        new Patience(patience.idle(), patience.header(), patience.minBytesPerSecond(), place);
    return new WebhookOptions(address, path, tls, sizes, capacity, resendWindow, changed);
  }
}

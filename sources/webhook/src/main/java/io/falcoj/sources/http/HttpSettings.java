// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server is to be like. Immutable; each {@code with} method returns a changed copy.
 *
 * @param name of its threads
 * @param tls null for plain HTTP
 * @param maxConnections at the same time; further ones wait until another one ends
 * @param threads at most
 * @param idleTimeout how long a client may be silent within a request
 * @param headerTimeout how long a client may take from a request's first byte to its body, and for
 *     the TLS handshake
 * @param certificateCheck how often it is looked whether certificates have changed
 */
public record HttpSettings(
    String name,
    HttpAddress address,
    @Nullable TlsFiles tls,
    int maxConnections,
    int threads,
    Duration idleTimeout,
    Duration headerTimeout,
    Duration certificateCheck) {

  /** The usual limits, and plain HTTP. */
  public static HttpSettings of(String name, HttpAddress address) {
    return new HttpSettings(
        name,
        address,
        null,
        256,
        16,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }

  /** The same with TLS; null for none. */
  public HttpSettings withTls(@Nullable TlsFiles files) {
    return new HttpSettings(
        name,
        address,
        files,
        maxConnections,
        threads,
        idleTimeout,
        headerTimeout,
        certificateCheck);
  }

  /** The same with other numbers of connections and threads. */
  public HttpSettings withCapacity(int connections, int newThreads) {
    return new HttpSettings(
        name, address, tls, connections, newThreads, idleTimeout, headerTimeout, certificateCheck);
  }

  /** The same with other times that clients may take. */
  public HttpSettings withTimeouts(Duration idle, Duration header) {
    return new HttpSettings(
        name, address, tls, maxConnections, threads, idle, header, certificateCheck);
  }

  /** The same, looking for other certificates at another interval. */
  public HttpSettings withCertificateCheck(Duration interval) {
    return new HttpSettings(
        name, address, tls, maxConnections, threads, idleTimeout, headerTimeout, interval);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.http;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how alerts are sent.
 *
 * @param url with user and password where the server wants them: {@code http://user:secret@host/}
 * @param contentType of an alert
 * @param userAgent what falcoj calls itself
 * @param proxy what requests go through; null for nothing
 * @param tls how https is done
 * @param compress whether alerts are sent as gzip
 * @param timeout how long an answer may take
 * @param retries how often an alert is tried again where no spool keeps it
 */
public record HttpSettings(
    URI url,
    String contentType,
    String userAgent,
    @Nullable HttpProxy proxy,
    ClientTls tls,
    boolean compress,
    Duration timeout,
    int retries) {

  /** What alerts in JSON are. */
  public static final String JSON = "application/json";

  /** What alerts in text are. */
  public static final String TEXT = "text/plain";

  /** How long an answer may take unless told otherwise. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);
}

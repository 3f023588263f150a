// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that requests go through. The environment says which, by the rules of libcurl 8, as for
 * Falco: {@code http_proxy} for http, {@code https_proxy} or {@code HTTPS_PROXY} for https, else
 * {@code all_proxy} or {@code ALL_PROXY}; but none for hosts that {@code no_proxy} or {@code
 * NO_PROXY} names. {@code HTTP_PROXY} does not count: in a CGI program it is a header of whoever
 * asks.
 *
 * @param user name and password for it, with a colon between them; null for none
 */
public record HttpProxy(String host, int port, @Nullable String user) {

  /** Libcurl's, where none is named. */
  private static final int STANDARD_PORT = 1080;

  private static final String SCHEME = "http";
  private static final String SCHEME_END = "://";

  /**
   * The proxy for a URL.
   *
   * @param environment variables by name; empty ones count as absent
   * @return null if there is none
   * @throws IOException if it is one that falcoj cannot use
   */
  public static @Nullable HttpProxy of(URI url, Map<String, String> environment)
      throws IOException {
    boolean isSecure = "https".equalsIgnoreCase(url.getScheme());
    String variable =
        firstSet(
            environment,
            isSecure
                ? List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
                : List.of("http_proxy", "all_proxy", "ALL_PROXY"));
    String exceptions = firstSet(environment, List.of("no_proxy", "NO_PROXY"));
    boolean isExcepted =
        exceptions != null
            && new ProxyExceptions(environment.getOrDefault(exceptions, "")).match(url.getHost());
    return variable == null || isExcepted
        ? null
        : parse(variable, environment.getOrDefault(variable, ""));
  }

  private static @Nullable String firstSet(Map<String, String> environment, List<String> names) {
    for (String name : names) {
      if (!environment.getOrDefault(name, "").isEmpty()) {
        return name;
      }
    }
    return null;
  }

  /** Messages never show the text: it may hold a password. */
  private static HttpProxy parse(String variable, String text) throws IOException {
    int schemeEnd = text.indexOf(SCHEME_END);
    String scheme = schemeEnd < 0 ? SCHEME : text.substring(0, schemeEnd);
    if (!scheme.equalsIgnoreCase(SCHEME)) {
      throw new IOException(
          "%s names a proxy of kind %s, expected http".formatted(variable, scheme));
    }
    try {
      URI url = new URI(schemeEnd < 0 ? SCHEME + SCHEME_END + text : text);
      if (url.getHost() != null) {
        int port = url.getPort() < 0 ? STANDARD_PORT : url.getPort();
        return new HttpProxy(url.getHost(), port, url.getUserInfo());
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new IOException(
        variable + " names no proxy, expected a URL such as http://proxy.example:3128");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

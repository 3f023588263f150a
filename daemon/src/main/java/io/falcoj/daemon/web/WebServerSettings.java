// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.web;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.http.TlsFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code webserver} says.
 *
 * @param tls null for plain HTTP
 * @param healthPath where it is told whether falcoj runs
 * @param threads how many requests are answered at the same time
 */
public record WebServerSettings(
    HttpAddress address, @Nullable TlsFiles tls, String healthPath, int threads) {

  private static final int MOST_THREADS = 256;
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  /** What only an IPv6 address can be, if it is anything. */
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  /**
   * Reads the configuration.
   *
   * @throws ConfigException if there can be no such address, path or file
   */
  public static WebServerSettings of(FalcoConfig config) throws ConfigException {
    String path = config.get(ConfigKeys.WEBSERVER_K8S_HEALTHZ_ENDPOINT);
    if (!path.startsWith("/")) {
      throw new ConfigException(
          "webserver.k8s_healthz_endpoint: found \"" + path + "\", expected a path from / on");
    }
    return new WebServerSettings(address(config), tls(config), path, threads(config));
  }

  private static HttpAddress address(FalcoConfig config) throws ConfigException {
    String host = config.get(ConfigKeys.WEBSERVER_LISTEN_ADDRESS);
    if (!isAddress(host)) {
      throw new ConfigException(
          "webserver.listen_address: webserver listen address \""
              + host
              + "\" is not a valid IP address");
    }
    return new HttpAddress(host, config.get(ConfigKeys.WEBSERVER_LISTEN_PORT).intValue());
  }

  /** Whether a text is an address, and no name that would have to be looked up. */
  private static boolean isAddress(String host) {
    if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      return false;
    }
    try {
      InetAddress.getByName(host);
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static @Nullable TlsFiles tls(FalcoConfig config) throws ConfigException {
    if (!config.get(ConfigKeys.WEBSERVER_SSL_ENABLED)) {
      return null;
    }
    String file = config.get(ConfigKeys.WEBSERVER_SSL_CERTIFICATE);
    try {
      return TlsFiles.of(Path.of(file));
    } catch (InvalidPathException e) {
      throw new ConfigException(
          "webserver.ssl_certificate: found \"" + file + "\", a name that no file can have");
    }
  }

  private static int threads(FalcoConfig config) {
    long threads = config.get(ConfigKeys.WEBSERVER_THREADINESS);
    return threads <= 0
        ? Runtime.getRuntime().availableProcessors()
        : (int) Math.min(MOST_THREADS, threads);
  }
}

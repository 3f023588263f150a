// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param host name or address, an IPv6 address without brackets; empty for all addresses of the
 *     machine
 * @param port 0 for any free one
 */
public record HttpAddress(String host, int port) {

  /** Of the machine itself only. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final int MAX_PORT = 65_535;

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException if there can be no such port
   */
  public HttpAddress {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is 0 to " + MAX_PORT + ", not " + port);
    }
  }

  /** Whether only programs on the same machine reach it. A name that nobody knows is not. */
  public boolean isLoopback() {
    if (host.isEmpty()) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** As in a URL: {@code 127.0.0.1:9765}, {@code [::1]:9765}, {@code :9765}. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port of this machine that nobody listens at. For what must know its port before it listens;
 * everything else has the system choose one, by listening at port 0.
 */
public final class FreePort {

  private FreePort() {}

  /** A port that was free a moment ago. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import io.falcoj.sources.syscall.state.AsciiBuilder;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The addresses of the machine, by interface, but for the loopback; falcoj in a container has those
 * of its network. Follows falco 0.44 {@code stats_writer.cpp}, which has them in records only.
 */
final class HostAddresses {

  private static final String LOOPBACK = "lo";
  private static final int IPV4_LENGTH = 4;

  private HostAddresses() {}

  /** How things are now. */
  static List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (!each.getName().equals(LOOPBACK)) {
          addTo(facts, each.getName(), Collections.list(each.getInetAddresses()));
        }
      }
    } catch (SocketException e) {
      // What the system does not tell is left out.
      return List.of();
    }
    return facts;
  }

  /** The addresses of an interface, those of one protocol in one fact. */
  static void addTo(List<Fact> facts, String name, List<InetAddress> addresses) {
    Map<String, String> byProtocol = new TreeMap<>();
    for (InetAddress address : addresses) {
      byte[] bytes = address.getAddress();
      byProtocol.merge(
          bytes.length == IPV4_LENGTH ? "ipv4" : "ipv6", text(bytes), (a, b) -> a + "," + b);
    }
    byProtocol.forEach(
        (protocol, text) ->
            facts.add(
                new Fact(
                    "falco.host_netinfo.interfaces."
                        + name
                        + ".protocols."
                        + protocol
                        + ".addresses",
                    text,
                    "falcoj_host_netinfo",
                    Map.of("interface", name, "protocol", protocol, "addresses", text))));
  }

  private static String text(byte[] address) {
    ByteBuffer bytes = ByteBuffer.wrap(address);
    AsciiBuilder text = new AsciiBuilder();
    if (address.length == IPV4_LENGTH) {
      text.addIpv4(bytes.getInt());
    } else {
      text.addIpv6(bytes.getLong(), bytes.getLong());
    }
    return new String(text.toBytes(), StandardCharsets.US_ASCII);
  }
}

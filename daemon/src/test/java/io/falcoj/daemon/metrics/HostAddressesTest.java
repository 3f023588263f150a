// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostAddressesTest {

  @Test
  void theAddressesOfAnInterfaceStandTogetherByProtocol() throws UnknownHostException {
    List<Fact> facts = new ArrayList<>();
    HostAddresses.addTo(
        facts,
        "eth0",
        List.of(
            InetAddress.getByName("fe80::42:acff:fe11:2"),
            InetAddress.getByName("172.17.0.2"),
            InetAddress.getByName("10.0.0.1")));
    assertThat(facts)
        .containsExactly(fact("ipv4", "172.17.0.2,10.0.0.1"), fact("ipv6", "fe80::42:acff:fe11:2"));
  }

  private static Fact fact(String protocol, String addresses) {
    return new Fact(
        "falco.host_netinfo.interfaces.eth0.protocols." + protocol + ".addresses",
        addresses,
        "falcoj_host_netinfo",
        Map.of("interface", "eth0", "protocol", protocol, "addresses", addresses));
  }

  @Test
  void theLoopbackIsLeftOut() {
    assertThat(HostAddresses.facts())
        .noneMatch(fact -> fact.labels().get("interface").equals("lo"));
  }
}

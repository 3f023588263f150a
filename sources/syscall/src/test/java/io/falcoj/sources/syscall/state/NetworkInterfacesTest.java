// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine with the addresses 127.0.0.1/8, 10.1.0.5/16, 51.0.0.9/24, ::1 and fd00::5. */
class NetworkInterfacesTest {

  private final NetworkInterfaces interfaces = new NetworkInterfaces();

  @BeforeEach
  void addAddresses() throws Exception {
    add("127.0.0.1", "255.0.0.0");
    add("10.1.0.5", "255.255.0.0");
    add("51.0.0.9", "255.255.255.0");
    add("::1", "ffff:ffff:ffff:ffff::");
    add("fd00::5", "ffff:ffff:ffff:ffff::");
  }

  private void add(String address, String netmask) throws UnknownHostException {
    interfaces.add(new NetworkInterface("", bytes(address), bytes(netmask), bytes(address)));
  }

  private static byte[] bytes(String address) throws UnknownHostException {
    return InetAddress.getByName(address).getAddress();
  }

  private static long ipv4(String address) throws UnknownHostException {
    return SocketAddress.ipv4(bytes(address), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "10.200.0.1, true",
    "192.168.3.4, true",
    "172.16.0.1, true",
    "172.17.0.1, false",
    "51.0.0.200, true",
    "51.0.1.1, false",
    "127.9.9.9, true",
    "8.8.8.8, false"
  })
  void tellsLocalNetworks(String address, boolean local) throws Exception {
    assertThat(interfaces.isLocalNetwork(ipv4(address))).isEqualTo(local);
  }

  @Test
  void knowsItsOwnAddresses() throws Exception {
    assertThat(interfaces.isOwn(ipv4("51.0.0.9"))).isTrue();
    assertThat(interfaces.isOwn(ipv4("51.0.0.8"))).isFalse();
    interfaces.clear();
    assertThat(interfaces.isOwn(ipv4("51.0.0.9"))).isFalse();
  }

  /** The end that is not known is guessed from the other: itself, its network, or any but ::1. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 10.1.0.5, 10.1.0.5",
    "0.0.0.0, 10.1.7.7, 10.1.0.5",
    "0.0.0.0, 51.0.0.1, 51.0.0.9",
    "0.0.0.0, 127.0.0.53, 127.0.0.1",
    "0.0.0.0, 8.8.8.8, 10.1.0.5",
    "9.9.9.9, 8.8.8.8, 9.9.9.9"
  })
  void guessesTheSourceOfAConnection(String source, String destination, String guess)
      throws Exception {
    FdInfo fd = new FdInfo();
    fd.type = FdType.IPV4_SOCKET;
    fd.sourceLow = ipv4(source);
    fd.destinationLow = ipv4(destination);
    fd.sourcePort = 1234;
    fd.destinationPort = 80;
    interfaces.complete(fd);
    assertThat(fd.sourceLow).isEqualTo(ipv4(guess));
    assertThat(fd.destinationLow).isEqualTo(ipv4(destination));
  }

  @ParameterizedTest
  @CsvSource({"::1, ::1", "fd00::9, fd00::5", "2001::1, fd00::5"})
  void guessesTheDestinationOfAConnection(String source, String guess) throws Exception {
    FdInfo fd = new FdInfo();
    fd.type = FdType.IPV6_SOCKET;
    fd.sourceHigh = SocketAddress.ipv6Half(bytes(source), 0);
    fd.sourceLow = SocketAddress.ipv6Half(bytes(source), 8);
    fd.sourcePort = 1234;
    interfaces.complete(fd);
    assertThat(fd.destinationHigh).isEqualTo(SocketAddress.ipv6Half(bytes(guess), 0));
    assertThat(fd.destinationLow).isEqualTo(SocketAddress.ipv6Half(bytes(guess), 8));
  }

  @Test
  void aSocketIsNotConnectedToItself() throws Exception {
    FdInfo fd = new FdInfo();
    fd.type = FdType.IPV4_SOCKET;
    fd.destinationLow = ipv4("10.1.0.5");
    fd.sourcePort = 80;
    fd.destinationPort = 80;
    interfaces.complete(fd);
    assertThat(fd.sourceLow).isZero();
  }
}

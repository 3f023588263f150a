// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.capture.CaptureBuilder;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A datagram socket has another peer whenever an event tells of one. */
class DatagramTest {

  private static final byte[] DATA = {'x'};
  private static final String HERE = "00000000000000000000000000000001";
  private static final String THERE = "20010db8000000000000000000000001";

  private @Nullable FdInfo last;
  private final CaptureBuilder capture =
      new CaptureBuilder().thread(7, 7, 1, "dig", "cpu=/\0").descriptors(7);

  @Test
  void takesThePeerOfEveryDatagramThatIsSent() throws Exception {
    capture
        .event("SOCKET_SOCKET_X", 7, 9, 10, 2, 0, 0)
        .event("SOCKET_SENDTO_X", 7, 1, DATA, 9, 1, ends(HERE, 4660, HERE, 53))
        .event("SOCKET_SENDTO_X", 7, 1, DATA, 9, 1, ends(HERE, 4660, THERE, 54))
        .event("SOCKET_SENDTO_X", 7, 1, DATA, 9, 1, new byte[0])
        .event("SOCKET_SENDTO_X", 7, 1, DATA, 9, 1, ends(HERE, 4660, HERE, 53));
    assertThat(names())
        .containsExactly(
            "",
            "::1:4660->::1:53",
            "::1:4660->2001:db8::1:54",
            "::1:4660->2001:db8::1:54",
            "::1:4660->::1:53");
  }

  /** A name server for IPv6 knows who asks, by IPv6 and by IPv4. */
  @Test
  void aSocketThatIsBoundHasTwoEndsWhenSomebodySendsToIt() throws Exception {
    String mapped = "00000000000000000000ffff0a00000";
    capture
        .event("SOCKET_SOCKET_X", 7, 9, 10, 2, 17, 0)
        .event("SOCKET_BIND_X", 7, 0, end(HERE, 53), 9)
        .event("SOCKET_RECVFROM_X", 7, 1, DATA, ends(THERE, 4660, HERE, 53), 9, 1)
        .event("SOCKET_SENDTO_X", 7, 1, DATA, 9, 1, ends(HERE, 53, THERE, 4660))
        .event("SOCKET_RECVFROM_X", 7, 1, DATA, ends(mapped + "2", 4660, mapped + "1", 53), 9, 1);
    assertThat(names())
        .containsExactly(
            "",
            "::1:53",
            "2001:db8::1:4660->::1:53",
            "2001:db8::1:4660->::1:53",
            "10.0.0.2:4660->10.0.0.1:53");
    assertThat(last.type).isEqualTo(FdType.IPV4_SOCKET);
    assertThat(last.shownTransport()).isEqualTo(FdInfo.Transport.UDP);
    assertThat(last.sourceLow).isEqualTo(0x0A00_0002L);
    assertThat(last.destinationLow).isEqualTo(0x0A00_0001L);
    assertThat(last.server).isTrue();
  }

  @Test
  void anIpv6SocketStaysAStreamWhereItsPeerHasAnIpv4Address() throws Exception {
    String mapped = "00000000000000000000ffff0a00000";
    capture
        .event("SOCKET_SOCKET_X", 7, 9, 10, 1, 0, 0)
        .event(
            "SOCKET_CONNECT_X",
            7,
            0,
            ends(mapped + "1", 4660, mapped + "2", 443),
            9,
            end(mapped + "2", 443));
    assertThat(names()).containsExactly("", "10.0.0.1:4660->10.0.0.2:443");
    assertThat(last.shownTransport()).isEqualTo(FdInfo.Transport.TCP);
    assertThat(last.client).isTrue();
  }

  private List<String> names() throws Exception {
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture.toBytes()));
    replay.open();
    List<String> names = new ArrayList<>();
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      FdInfo fd = event.fd();
      last = fd;
      names.add(fd == null ? "none" : new String(fd.name, StandardCharsets.US_ASCII));
    }
    return names;
  }

  /** An IPv6 address with its port. */
  private static byte[] end(String address, int port) {
    return HexFormat.of().parseHex("0a" + address + littleEndian(port));
  }

  /** Two IPv6 addresses with their ports. */
  private static byte[] ends(String source, int sourcePort, String target, int targetPort) {
    return HexFormat.of()
        .parseHex("0a" + source + littleEndian(sourcePort) + target + littleEndian(targetPort));
  }

  private static String littleEndian(int port) {
    return HexFormat.of().toHexDigits(Short.reverseBytes((short) port));
  }
}

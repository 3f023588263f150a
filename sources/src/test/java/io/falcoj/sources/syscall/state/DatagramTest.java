// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.SyscallEvent;
import io.falcoj.sources.syscall.capture.CaptureBuilder;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A datagram socket has another peer whenever an event tells of one. */
class DatagramTest {

  private static final byte[] DATA = {'x'};
  private static final String HERE = "00000000000000000000000000000001";
  private static final String THERE = "20010db8000000000000000000000001";

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

  private List<String> names() throws Exception {
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture.toBytes()));
    replay.open();
    List<String> names = new ArrayList<>();
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      FdInfo fd = event.fd();
      names.add(fd == null ? "none" : new String(fd.name, StandardCharsets.US_ASCII));
    }
    return names;
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

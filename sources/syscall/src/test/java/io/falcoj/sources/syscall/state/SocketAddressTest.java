// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as events carry them, in hexadecimal, and as people read them. */
class SocketAddressTest {

  private static final String ZEROS = "0".repeat(30);

  private final AsciiBuilder text = new AsciiBuilder();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace("0*", ZEROS).replace(" ", ""));
  }

  private String written() {
    return new String(text.toBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "02 0a000001 5000, 10.0.0.1:80",
    "02 ffffffff ffff, 255.255.255.255:65535",
    "02 0a000001 500000, INVALID IPv4",
    "0a 0*01 bb01, ::1:443",
    "0a 20010db8000000000000000000000001 0000, 2001:db8::1:0",
    "0a 0*01, INVALID IPv6",
    "01 2f72756e2f7300, /run/s",
    "01 2f0a2f00ff00, /\ufffd/",
    "01 00, ''",
    "10 0000, family 16",
    "ff, family 255"
  })
  void printsAnAddress(String hex, String printed) {
    byte[] address = bytes(hex);
    SocketAddress.print(address, 0, address.length, text);
    assertThat(written()).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "02 0a000001 5000 0a000002 bb01, 10.0.0.1:80->10.0.0.2:443",
    "02 0a000001 5000 0a000002 bb, INVALID IPv4",
    "0a 0*01 5000 0*02 bb01, ::1:80->::2:443",
    "0a 00000000000000000000ffff0a000001 5000 00000000000000000000ffff0a000002 bb01,"
        + " 10.0.0.1:80->10.0.0.2:443",
    "01 0100000000000000 ff00000000000000 2f7300, 1->ff /s",
    "01 0100000000000000 ff00000000000000, '1->ff '",
    "01 0100000000000000 ff000000000000, INVALID UNIX",
    "01, INVALID UNIX",
    "11 00, family 17"
  })
  void printsATuple(String hex, String printed) {
    byte[] tuple = bytes(hex);
    SocketAddress.printTuple(tuple, 0, tuple.length, text);
    assertThat(written()).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02", "02 0a000001 50", "0a 0*01 bb", "01", "01 2f"})
  void anAddressIsAsLongAsItsFamilyNeeds(String hex) {
    byte[] address = bytes(hex);
    assertThat(SocketAddress.isAddress(address, 0, address.length)).isFalse();
    assertThat(SocketAddress.isTuple(address, 0, address.length)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, ::",
    "0, 1, ::1",
    "20010db800000000, 1, 2001:db8::1",
    "2001000000000001, 1, 2001:0:0:1::1",
    "0001000200030004, 0005000600070008, 1:2:3:4:5:6:7:8",
    "0001000200030004, 0005000600070000, 1:2:3:4:5:6:7:0",
    "0001000000000000, 0, 1::",
    "0, ffff0a000001, ::ffff:10.0.0.1",
    "0, 0a000001, ::10.0.0.1"
  })
  void shortensTheLongestRunOfZeros(String high, String low, String printed) {
    text.addIpv6(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16));
    assertThat(written()).isEqualTo(printed);
  }

  @Test
  void numbersPrintInEveryBase() {
    text.addUnsigned(-1, 10).add(' ').addUnsigned(-1, 8).add(' ').addUnsigned(255, 16);
    text.add(' ').addDecimal(Long.MIN_VALUE).add(' ').addDecimal(0);
    assertThat(written())
        .isEqualTo("18446744073709551615 1777777777777777777777 ff -9223372036854775808 0");
  }
}

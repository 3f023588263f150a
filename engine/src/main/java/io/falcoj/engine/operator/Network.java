// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

/**
 * An IP network of a condition, as CIDR writes it.
 *
 * @param length 4 or 16: addresses of the other length are not in it
 * @param highMask bits of the first eight bytes that count
 * @param lowMask bits of the last eight bytes that count
 * @param high the first eight bytes, bits that do not count cleared
 * @param low the last eight bytes (IPv4: all four), bits that do not count cleared
 */
record Network(int length, long highMask, long lowMask, long high, long low) {

  /** Reads {@code address/prefix}: IPv4 if the text has a dot, else IPv6, as Falco decides. */
  static Network parse(String text) throws LiteralException {
    int slash = text.indexOf('/');
    if (text.indexOf('.') >= 0) {
      if (slash < 0) {
        throw new LiteralException(
            text, "unrecognized IP network " + text, "write it as address/bits: 10.0.0.0/8");
      }
      Address address =
          Address.parseIpv4(text.substring(0, slash), "unrecognized IP address " + text);
      int prefix = parsePrefix(text, slash);
      if (prefix > 32) {
        throw new LiteralException(text, "invalid netmask " + text.substring(slash + 1), null);
      }
      long mask = prefix == 0 ? 0 : -1L << 32 - prefix & 0xffffffffL;
      return new Network(4, 0, mask, 0, address.low() & mask);
    }
    if (slash < 0) {
      throw new LiteralException(
          text, "invalid v6 netmask: " + text, "write it as address/bits: fd00::/8");
    }
    Address address =
        Address.parseIpv6(text.substring(0, slash), "unrecognized IPv6 address " + text);
    int prefix = parsePrefix(text, slash);
    if (prefix == 0 || prefix > 128) {
      throw new LiteralException(text, "invalid v6 netmask " + text.substring(slash + 1), null);
    }
    long highMask = prefix >= 64 ? -1L : -1L << 64 - prefix;
    long lowMask = prefix <= 64 ? 0 : -1L << 128 - prefix;
    return new Network(16, highMask, lowMask, address.high() & highMask, address.low() & lowMask);
  }

  private static int parsePrefix(String text, int slash) throws LiteralException {
    String digits = text.substring(slash + 1);
    long prefix = LiteralParser.parseUnsigned(digits, Integer.SIZE);
    return (int) Math.min(prefix, Integer.MAX_VALUE);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.predicate.ValueShape;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads the values of a condition as the type that they are compared with. Accepts what libs 0.25
 * accepts, down to the wrapping of numbers that do not fit, and refuses the rest with its texts.
 */
final class LiteralParser {

  /** Longest text that Falco takes, in bytes, including the zero byte at its end. */
  private static final int MAX_TEXT_LENGTH = 256;

  /** Longest text for a field of a JSON document: policies hold long paths and names. */
  private static final int MAX_JSON_TEXT_LENGTH = 4096;

  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger MAX_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN_SIGNED = BigInteger.valueOf(Long.MIN_VALUE);

  /** Names that stand for a port, as systems' lists of services have them. */
  private static final Map<String, Integer> SERVICES =
      Map.ofEntries(
          Map.entry("domain", 53),
          Map.entry("ftp", 21),
          Map.entry("ftp-data", 20),
          Map.entry("http", 80),
          Map.entry("https", 443),
          Map.entry("imap2", 143),
          Map.entry("imaps", 993),
          Map.entry("kerberos", 88),
          Map.entry("ldap", 389),
          Map.entry("ldaps", 636),
          Map.entry("mysql", 3306),
          Map.entry("nfs", 2049),
          Map.entry("ntp", 123),
          Map.entry("pop3", 110),
          Map.entry("pop3s", 995),
          Map.entry("postgresql", 5432),
          Map.entry("smtp", 25),
          Map.entry("snmp", 161),
          Map.entry("ssh", 22),
          Map.entry("submission", 587),
          Map.entry("sunrpc", 111),
          Map.entry("syslog", 514),
          Map.entry("telnet", 23),
          Map.entry("tftp", 69));

  private LiteralParser() {}

  /** The bytes of a text. */
  static byte[] parseText(ValueShape shape, String text) throws LiteralException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (shape.type() == FieldType.BYTEBUF) {
      if (bytes.length >= MAX_TEXT_LENGTH) {
        throw new LiteralException(text, "filter parameter too long (byte buf)", null);
      }
      return bytes;
    }
    if (text.indexOf('\0') >= 0) {
      throw new LiteralException(
          text, "filter error: filter value cannot contain a NUL byte (\\x00)", null);
    }
    int limit = shape.json() ? MAX_JSON_TEXT_LENGTH : MAX_TEXT_LENGTH;
    if (bytes.length + 1 > limit) {
      throw new LiteralException(
          text,
          "filter parameter too long (used="
              + (bytes.length + 1)
              + ", available="
              + limit
              + "):"
              + text,
          null);
    }
    return bytes;
  }

  /** The bytes that an even number of hexadecimal digits stands for. */
  static byte[] parseHex(String text) throws LiteralException {
    byte[] bytes = new byte[text.length() / 2];
    boolean wellFormed = text.length() % 2 == 0;
    for (int i = 0; wellFormed && i < text.length(); i++) {
      char digit = text.charAt(i);
      wellFormed = digit < 0x80 && Character.digit(digit, 16) >= 0;
      bytes[i / 2] = (byte) (bytes[i / 2] << 4 | Character.digit(digit, 16));
    }
    if (!wellFormed) {
      throw new LiteralException(
          text,
          "filter error: bcontains and bstartswith operator support hex strings only",
          "write two hexadecimal digits for each byte, without 0x");
    }
    if (bytes.length >= MAX_TEXT_LENGTH) {
      throw new LiteralException(text, "filter parameter too long (byte buf)", null);
    }
    return bytes;
  }

  /** The number, flag set, time, port or boolean (1 and 0) of a type that is held as a long. */
  static long parseNumber(FieldType type, String text) throws LiteralException {
    switch (type) {
      case INT8:
        return (byte) parseSigned(text, Integer.SIZE);
      case INT16:
        return (short) parseSigned(text, Integer.SIZE);
      case INT32:
        return parseSigned(text, Integer.SIZE);
      case INT64:
      case FD:
      case ERRNO:
      case PID:
        return parseSigned(text, Long.SIZE);
      case UINT8:
      case FLAGS8:
      case ENUMFLAGS8:
      case SIGTYPE:
        return parseUnsigned(text, Integer.SIZE) & 0xff;
      case UINT16:
      case FLAGS16:
      case ENUMFLAGS16:
      case SYSCALLID:
        return parseUnsigned(text, Integer.SIZE) & 0xffff;
      case UINT32:
      case FLAGS32:
      case ENUMFLAGS32:
      case MODE:
      case UID:
      case GID:
        return parseUnsigned(text, Integer.SIZE);
      case UINT64:
      case RELTIME:
      case ABSTIME:
        return parseUnsigned(text, Long.SIZE);
      case PORT:
        return parsePort(text);
      case BOOL:
        return parseBoolean(text);
      case DOUBLE:
      case CHARBUF:
      case FSPATH:
      case FSRELPATH:
      case BYTEBUF:
      case IPADDR:
      case IPV4ADDR:
      case IPV6ADDR:
      case IPNET:
      case IPV4NET:
      case IPV6NET:
      case SOCKADDR:
      case SOCKTUPLE:
      case FDLIST:
      case SIGSET:
      case SOCKFAMILY:
      case DYNAMIC:
      case NONE:
        break;
    }
    throw new IllegalArgumentException("type " + type + " is not held as a number");
  }

  /** A floating-point number; Falco takes whole ones only. */
  static double parseDouble(String text) throws LiteralException {
    return parseSigned(text, Integer.SIZE);
  }

  /**
   * A signed decimal number, as {@code sscanf} reads it: blanks before it are skipped, a number
   * beyond 64 bits becomes the nearest one that fits, and of the result {@code bits} are kept.
   */
  static long parseSigned(String text, int bits) throws LiteralException {
    long value = parseDecimal(text).max(MIN_SIGNED).min(MAX_SIGNED).longValue();
    return bits == Integer.SIZE ? (int) value : value;
  }

  /** Like {@link #parseSigned}, without sign: a negative number wraps around. */
  static long parseUnsigned(String text, int bits) throws LiteralException {
    BigInteger number = parseDecimal(text);
    boolean fits = number.abs().compareTo(MAX_UNSIGNED) <= 0;
    long value = fits ? number.longValue() : -1L;
    return bits == Integer.SIZE ? value & 0xffffffffL : value;
  }

  private static BigInteger parseDecimal(String text) throws LiteralException {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    int digits = start;
    if (digits < text.length() && (text.charAt(digits) == '-' || text.charAt(digits) == '+')) {
      digits++;
    }
    boolean wellFormed = digits < text.length() && text.length() - digits <= MAX_TEXT_LENGTH;
    for (int i = digits; wellFormed && i < text.length(); i++) {
      wellFormed = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!wellFormed) {
      throw new LiteralException(text, text + " is not a valid number", null);
    }
    return new BigInteger(text.substring(start));
  }

  private static boolean isBlank(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  private static long parsePort(String text) throws LiteralException {
    boolean number = true;
    for (int i = 0; i < text.length(); i++) {
      number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (number) {
      return text.isEmpty() ? 0 : parseUnsigned(text, Integer.SIZE) & 0xffff;
    }
    Integer port = SERVICES.get(text);
    if (port == null) {
      throw new LiteralException(
          text, "unrecognized protocol " + text, "write the port as a number");
    }
    return port;
  }

  private static long parseBoolean(String text) throws LiteralException {
    if (text.equals("true")) {
      return 1;
    }
    if (text.equals("false")) {
      return 0;
    }
    throw new LiteralException(
        text, "filter error: unrecognized boolean value " + text, "write true or false");
  }
}

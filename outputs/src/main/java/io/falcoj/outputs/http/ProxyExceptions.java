// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that are asked without a proxy, as {@code no_proxy} lists them: names, which stand for
 * all below them too, addresses and networks, separated by commas or blanks; {@code *} alone is
 * all. Follows libcurl 8 {@code noproxy.c}; no name is looked up.
 */
final class ProxyExceptions {

  private static final String ALL = "*";
  private static final Pattern SEPARATORS = Pattern.compile("[, \t]+");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  private final String text;

  /**
   * @param text the value of {@code no_proxy}
   */
  ProxyExceptions(String text) {
    this.text = text;
  }

  /**
   * Whether a host is one of them.
   *
   * @param host of a URL: a name or an address, one of IPv6 in brackets
   */
  boolean match(String host) {
    if (text.equals(ALL)) {
      return true;
    }
    byte[] address = address(withoutBrackets(host));
    String name = withoutLastDot(host).toLowerCase(Locale.ROOT);
    for (String exception : SEPARATORS.split(text)) {
      boolean isMatch =
          address == null
              ? isWithin(name, withoutLastDot(exception).toLowerCase(Locale.ROOT))
              : isWithin(address, exception);
      if (isMatch) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithin(String name, String exception) {
    String domain = exception.startsWith(".") ? exception.substring(1) : exception;
    return !domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain));
  }

  private static boolean isWithin(byte[] address, String exception) {
    int slash = exception.indexOf('/');
    byte[] network =
        address(withoutBrackets(slash < 0 ? exception : exception.substring(0, slash)));
    if (network == null || network.length != address.length) {
      return false;
    }
    int allBits = address.length * Byte.SIZE;
    int bits = slash < 0 ? allBits : bits(exception.substring(slash + 1));
    if (bits < 0 || bits > allBits) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int bits(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }

  private static String withoutLastDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The bytes of an address; null if it is none. What has a colon Java never looks up. */
  private static byte @Nullable [] address(String text) {
    if (!IPV4.matcher(text).matches() && text.indexOf(':') < 0) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}

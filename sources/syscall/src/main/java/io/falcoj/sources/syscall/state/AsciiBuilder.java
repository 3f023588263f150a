// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts together the bytes of a text, of ASCII for the most part. Grows as needed and stays so. */
public final class AsciiBuilder {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_DIGITS = 20;

  private byte[] bytes = new byte[64];
  private int length;

  /** Forgets what was written. */
  public AsciiBuilder clear() {
    length = 0;
    return this;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** The array that is written to; what was written stands at its beginning. */
  public byte[] array() {
    return bytes;
  }

  /** Appends a text of ASCII characters. */
  public AsciiBuilder add(String ascii) {
    ensure(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Appends one byte. */
  public AsciiBuilder add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends bytes. */
  public AsciiBuilder add(byte[] array, int offset, int count) {
    ensure(count);
    System.arraycopy(array, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends all of an array. */
  public AsciiBuilder add(byte[] array) {
    return add(array, 0, array.length);
  }

  /** Appends a text, with what cannot be shown replaced. */
  public AsciiBuilder addPrintable(byte[] array, int offset, int count) {
    return PrintableText.isPrintable(array, offset, offset + count)
        ? add(array, offset, count)
        : add(PrintableText.sanitize(array, offset, count));
  }

  /**
   * Makes room for {@code count} bytes, which the caller writes into {@link #array()} from the
   * returned index on; {@link #setLength} then takes them.
   */
  public int reserve(int count) {
    ensure(count);
    return length;
  }

  /** Takes the bytes as written up to {@code end} of {@link #array()}. */
  public void setLength(int end) {
    length = end;
  }

  /** Appends a number without sign in base 16, in capitals. */
  public AsciiBuilder addCapitalHex(long value) {
    int start = length;
    addUnsigned(value, 16);
    for (int i = start; i < length; i++) {
      if (bytes[i] >= 'a') {
        bytes[i] -= 'a' - 'A';
      }
    }
    return this;
  }

  /** Appends a number without sign in base 10, 8 or 16. */
  public AsciiBuilder addUnsigned(long value, int base) {
    ensure(MAX_DIGITS + 4);
    int start = length;
    long rest = value;
    do {
      // Names of unix sockets hold long numbers of base 16; a division takes many times longer.
      long quotient = base == 16 ? rest >>> 4 : Long.divideUnsigned(rest, base);
      bytes[length++] = DIGITS[(int) (rest - quotient * base)];
      rest = quotient;
    } while (rest != 0);
    for (int i = start, j = length - 1; i < j; i++, j--) {
      byte swapped = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swapped;
    }
    return this;
  }

  /** Appends a number in base 10. */
  public AsciiBuilder addDecimal(long value) {
    if (value < 0) {
      add('-');
      return addUnsigned(-value, 10);
    }
    return addUnsigned(value, 10);
  }

  /** Appends an IPv4 address. */
  public AsciiBuilder addIpv4(long address) {
    return addUnsigned(address >>> 24 & 0xFF, 10)
        .add('.')
        .addUnsigned(address >>> 16 & 0xFF, 10)
        .add('.')
        .addUnsigned(address >>> 8 & 0xFF, 10)
        .add('.')
        .addUnsigned(address & 0xFF, 10);
  }

  /** Appends an IPv6 address, the longest run of zeros shortened, as {@code inet_ntop} does. */
  public AsciiBuilder addIpv6(long high, long low) {
    int bestStart = -1;
    int bestCount = 1;
    for (int i = 0; i < 8; i++) {
      int count = 0;
      while (i + count < 8 && group(high, low, i + count) == 0) {
        count++;
      }
      if (count > bestCount) {
        bestStart = i;
        bestCount = count;
      }
      i += count;
    }
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        add(i == 0 ? "::" : ":");
        i += bestCount - 1;
        continue;
      }
      if (i == 6 && bestStart == 0 && (bestCount == 6 || bestCount == 5 && isMapped(high, low))) {
        return addIpv4(low & 0xFFFFFFFFL);
      }
      addUnsigned(group(high, low, i), 16);
      if (i < 7) {
        add(':');
      }
    }
    return this;
  }

  /** What was written, as a new array. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private static boolean isMapped(long high, long low) {
    return high == 0 && low >>> 32 == 0xFFFF;
  }

  private static long group(long high, long low, int index) {
    return (index < 4 ? high >>> 48 - 16 * index : low >>> 48 - 16 * (index - 4)) & 0xFFFF;
  }

  private void ensure(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}

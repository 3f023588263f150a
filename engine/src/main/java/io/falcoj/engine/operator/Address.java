// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

/**
 * An IP address of a condition.
 *
 * @param length 4 or 16
 * @param high the first eight bytes of an IPv6 address in network order; 0 for IPv4
 * @param low the last eight bytes of an IPv6 address; all of an IPv4 address
 */
record Address(int length, long high, long low) {

  private static final int GROUPS = 8;

  /**
   * Reads an address: IPv4 if it has a dot, else IPv6, as Falco decides; strictly as {@code
   * inet_pton} does.
   */
  static Address parse(String text) throws LiteralException {
    return text.indexOf('.') >= 0
        ? parseIpv4(text, "unrecognized IPv4 address " + text)
        : parseIpv6(text, "unrecognized IPv6 address " + text);
  }

  /** Reads four decimal numbers with dots between them. */
  static Address parseIpv4(String text, String message) throws LiteralException {
    long value = 0;
    int parts = 0;
    int at = 0;
    while (at <= text.length()) {
      int dot = text.indexOf('.', at);
      int end = dot < 0 ? text.length() : dot;
      value = value << Byte.SIZE | parseByte(text, at, end, message);
      parts++;
      at = end + 1;
    }
    if (parts != 4) {
      throw new LiteralException(text, message, null);
    }
    return new Address(4, 0, value);
  }

  /** Reads eight hexadecimal groups with colons between them; {@code ::} stands for zeros. */
  static Address parseIpv6(String text, String message) throws LiteralException {
    int gap = text.indexOf("::");
    String head = gap < 0 ? text : text.substring(0, gap);
    String tail = gap < 0 ? "" : text.substring(gap + 2);
    int[] headGroups = parseGroups(text, head, message);
    int[] tailGroups = parseGroups(text, tail, message);
    int given = headGroups.length + tailGroups.length;
    if (gap < 0 ? given != GROUPS : given >= GROUPS) {
      throw new LiteralException(text, message, null);
    }
    int[] groups = new int[GROUPS];
    System.arraycopy(headGroups, 0, groups, 0, headGroups.length);
    System.arraycopy(tailGroups, 0, groups, GROUPS - tailGroups.length, tailGroups.length);
    return new Address(16, pack(groups, 0), pack(groups, GROUPS / 2));
  }

  private static int parseByte(String text, int start, int end, String message)
      throws LiteralException {
    int digits = end - start;
    boolean wellFormed = digits > 0 && digits <= 3 && (digits == 1 || text.charAt(start) != '0');
    int value = 0;
    for (int i = start; wellFormed && i < end; i++) {
      wellFormed = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      value = value * 10 + (text.charAt(i) - '0');
    }
    if (!wellFormed || value > 255) {
      throw new LiteralException(text, message, null);
    }
    return value;
  }

  private static int[] parseGroups(String text, String part, String message)
      throws LiteralException {
    if (part.isEmpty()) {
      return new int[0];
    }
    String[] words = part.split(":", -1);
    int[] groups = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      boolean wellFormed = !word.isEmpty() && word.length() <= 4;
      for (int j = 0; wellFormed && j < word.length(); j++) {
        int digit = Character.digit(word.charAt(j), 16);
        wellFormed = digit >= 0 && word.charAt(j) < 0x80;
        groups[i] = groups[i] << 4 | digit;
      }
      if (!wellFormed) {
        throw new LiteralException(text, message, null);
      }
    }
    return groups;
  }

  private static long pack(int[] groups, int start) {
    long packed = 0;
    for (int i = start; i < start + GROUPS / 2; i++) {
      packed = packed << Short.SIZE | groups[i];
    }
    return packed;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.envelopes;

import io.falcoj.json.JsonScanner;
import io.falcoj.json.JsonStrings;
import io.falcoj.sources.audit.logs.LogStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the text of audit events from the inside of a JSON string: JSON that was quoted, also
 * behind the header of a log line; or base64 of JSON, also compressed. How much compressed data may
 * come to is bounded.
 *
 * <p>Not thread-safe.
 */
public final class PackedText {

  private static final byte[] AUDIT_GROUP = "audit.k8s.io".getBytes(StandardCharsets.US_ASCII);

  /** Shortest base64 that is looked at: an event has more. */
  private static final int SHORTEST_BASE64 = 32;

  private static final byte[] SEXTETS = sextets();

  private final TextBuffer texts;
  private final int maxInflated;
  private int inflatedInRecord;
  private int inflatedInChunk;
  private @Nullable String damage;
  private boolean tooLarge;

  /**
   * @param texts what is unpacked is appended to
   * @param maxInflated bytes that the compressed data of a record may come to; that of all records
   *     of a chunk, twice as many
   */
  public PackedText(TextBuffer texts, int maxInflated) {
    this.texts = texts;
    this.maxInflated = maxInflated;
  }

  public void beginChunk() {
    inflatedInChunk = 0;
    inflatedInRecord = 0;
  }

  public void beginRecord() {
    inflatedInRecord = 0;
  }

  /**
   * Appends what the inside of a string holds.
   *
   * @param bytes may be those of {@link #texts}, which may then be others
   * @return false if it holds no text of events; nothing was appended then
   */
  public boolean unpack(byte[] bytes, int from, int end) {
    damage = null;
    tooLarge = false;
    if (from == end) {
      return false;
    }
    byte first = bytes[from];
    if (isJson(first) || first == '\\' || JsonScanner.isBlank(first)) {
      return unescape(bytes, from, end, false);
    }
    if (mayBeBase64(bytes, from, end) && base64(bytes, from, end)) {
      return true;
    }
    return contains(bytes, from, end, AUDIT_GROUP) && unescape(bytes, from, end, true);
  }

  /** Why what was unpacked last is not the whole; null if it is. */
  public @Nullable String damage() {
    return damage;
  }

  /** Whether that is because it would be too large. */
  public boolean isTooLarge() {
    return tooLarge;
  }

  private boolean unescape(byte[] bytes, int from, int end, boolean behindHeader) {
    int start = texts.size();
    texts.appendUnescaped(bytes, from, end);
    if (behindHeader || beginsAsJson(start) || containsGroup(start)) {
      return true;
    }
    texts.truncate(start);
    return false;
  }

  private boolean containsGroup(int start) {
    return contains(texts.bytes(), start, texts.size(), AUDIT_GROUP);
  }

  private boolean beginsAsJson(int start) {
    int at = start;
    while (at < texts.size() && JsonScanner.isBlank(texts.bytes()[at])) {
      at++;
    }
    return at < texts.size() && isJson(texts.bytes()[at]);
  }

  private static boolean isJson(byte first) {
    return first == '{' || first == '[';
  }

  /** Whether the first bytes are those of JSON or of compressed data, in base64. */
  private static boolean mayBeBase64(byte[] bytes, int from, int end) {
    if (end - from < SHORTEST_BASE64) {
      return false;
    }
    byte[] head = new byte[6];
    for (int i = 0; i < 2; i++) {
      int group = 0;
      for (int j = 0; j < 4; j++) {
        byte sextet = bytes[from + 4 * i + j] < 0 ? -1 : SEXTETS[bytes[from + 4 * i + j]];
        if (sextet < 0) {
          return false;
        }
        group = group << 6 | sextet;
      }
      head[3 * i] = (byte) (group >> 16);
      head[3 * i + 1] = (byte) (group >> 8);
      head[3 * i + 2] = (byte) group;
    }
    return isJson(head[0])
        || JsonScanner.isBlank(head[0])
        || LogStream.isCompressed(head, head.length);
  }

  private boolean base64(byte[] bytes, int from, int end) {
    byte[] plain = decode(bytes, from, end);
    if (plain == null) {
      return false;
    }
    int start = texts.size();
    if (LogStream.isCompressed(plain, plain.length)) {
      inflate(plain);
    } else {
      texts.append(plain);
    }
    if (beginsAsJson(start) || tooLarge) {
      return true;
    }
    texts.truncate(start);
    return false;
  }

  /** Decodes base64 of either alphabet, with line ends and with or without padding. */
  private static byte @Nullable [] decode(byte[] bytes, int from, int end) {
    byte[] digits = new byte[end - from];
    int length = JsonStrings.unescape(bytes, from, end, digits, 0);
    int kept = 0;
    for (int i = 0; i < length; i++) {
      byte digit = digits[i];
      if (JsonScanner.isBlank(digit)) {
        continue;
      }
      digits[kept++] = digit == '-' ? (byte) '+' : digit == '_' ? (byte) '/' : digit;
    }
    try {
      return Base64.getDecoder().decode(Arrays.copyOf(digits, kept));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void inflate(byte[] compressed) {
    int start = texts.size();
    int limit = Math.min(maxInflated - inflatedInRecord, 2 * maxInflated - inflatedInChunk);
    try (InputStream text = LogStream.open(new ByteArrayInputStream(compressed))) {
      tooLarge = !texts.appendAll(text, Math.max(0, limit));
      if (tooLarge) {
        damage = "what is packed in it comes to more than the limit of " + maxInflated + " bytes";
      }
    } catch (IOException e) {
      damage = "what is packed in it cannot be read to its end: " + e.getMessage();
    }
    inflatedInRecord += texts.size() - start;
    inflatedInChunk += texts.size() - start;
  }

  /** Whether a text holds the name of the API group of audit events. */
  public static boolean containsGroup(byte[] bytes, int from, int end) {
    return contains(bytes, from, end, AUDIT_GROUP);
  }

  private static boolean contains(byte[] bytes, int from, int end, byte[] wanted) {
    for (int at = from; at <= end - wanted.length; at++) {
      if (bytes[at] == wanted[0]
          && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  /** What each character stands for in one of the alphabets of base64; -1 if for nothing. */
  private static byte[] sextets() {
    byte[] table = new byte[128];
    Arrays.fill(table, (byte) -1);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (int i = 0; i < digits.length(); i++) {
      table[digits.charAt(i)] = (byte) i;
    }
    table['+'] = 62;
    table['-'] = 62;
    table['/'] = 63;
    table['_'] = 63;
    return table;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** The numbers of the events that a condition matched in a file: how many, which, a digest. */
final class MatchedEvents {

  private static final int DIGEST_LENGTH = 16;

  private final MessageDigest digest;
  private long count;
  private long first;
  private long last;

  MatchedEvents() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The condition matched one more event. */
  void add(long number) {
    if (count == 0) {
      first = number;
    }
    last = number;
    count++;
    digest.update((number + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** What was matched, as text; call it once. */
  String describe() {
    return count == 0
        ? describe(0, 0, 0, "")
        : describe(
            count,
            first,
            last,
            HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_LENGTH));
  }

  /** What a case says was matched, as the same text. */
  static String describe(JsonNode expected) {
    long count = expected.get("count").longValue();
    return count == 0
        ? describe(0, 0, 0, "")
        : describe(
            count,
            expected.get("first").longValue(),
            expected.get("last").longValue(),
            expected.get("sha256").stringValue());
  }

  private static String describe(long count, long first, long last, String digest) {
    return count + " events, " + first + " to " + last + ", digest " + digest;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.condition;

import io.falcoj.engine.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One condition for each operator, and the same by hand over the same bytes. The texts are image
 * names, of which half match.
 */
public enum OperatorCase {
  EXISTS("plain.text exists", event -> event.text().length > 0),
  EQUALS_SIGN("plain.text = " + Bytes.IMAGE, event -> Arrays.equals(event.text(), Bytes.ONE)),
  DOUBLE_EQUALS("plain.text == " + Bytes.IMAGE, event -> Arrays.equals(event.text(), Bytes.ONE)),
  NOT_EQUALS("plain.text != " + Bytes.IMAGE, event -> !Arrays.equals(event.text(), Bytes.ONE)),
  LESS("plain.number < 1000", event -> event.whole() < 1_000),
  LESS_OR_EQUAL("plain.number <= 1000", event -> event.whole() <= 1_000),
  GREATER("plain.number > 1000", event -> event.whole() > 1_000),
  GREATER_OR_EQUAL("plain.number >= 1000", event -> event.whole() >= 1_000),
  CONTAINS("plain.text contains team/check", event -> Bytes.contains(event.text(), Bytes.NEEDLE)),
  ICONTAINS(
      "plain.text icontains TEAM/check",
      event -> Bytes.contains(Bytes.lower(event.text()), Bytes.NEEDLE)),
  BCONTAINS(
      "plain.bytes bcontains 7465616d2f636865636b",
      event -> Bytes.contains(event.text(), Bytes.NEEDLE)),
  STARTSWITH(
      "plain.text startswith registry.example.org/team/",
      event -> Bytes.startsWith(event.text(), Bytes.PREFIX)),
  BSTARTSWITH(
      "plain.bytes bstartswith 72656769737472792e6578616d706c652e6f72672f7465616d2f",
      event -> Bytes.startsWith(event.text(), Bytes.PREFIX)),
  ENDSWITH("plain.text endswith :1.4.0", event -> Bytes.endsWith(event.text(), Bytes.SUFFIX)),
  GLOB(
      "plain.text glob registry.example.org/*/check*:1.4.?",
      event -> Bytes.GLOB.matcher(Bytes.text(event.text())).matches()),
  IGLOB(
      "plain.text iglob REGISTRY.example.org/*/check*:1.4.?",
      event -> Bytes.IGLOB.matcher(Bytes.text(event.text())).matches()),
  REGEX(
      "plain.text regex \"registry\\\\.example\\\\.org/(team|ops)/[a-z-]+:1\\\\.[0-9]+\\\\.0\"",
      event -> Bytes.REGEX.matcher(Bytes.text(event.text())).matches()),
  IN(
      "plain.text in (a, b, c, docker.io/library/busybox, " + Bytes.IMAGE + ")",
      event -> Bytes.isOneOf(event.text(), Bytes.FIVE)),
  INTERSECTS(
      "plain.list intersects (" + Bytes.IMAGE + ", docker.io/library/busybox)",
      event ->
          Bytes.isOneOf(event.items()[0], Bytes.FIVE)
              || Bytes.isOneOf(event.items()[1], Bytes.FIVE)),
  PMATCH(
      "plain.text pmatch (registry.example.org/team, registry.example.org/ops, /var/log)",
      event -> Bytes.startsWith(event.text(), Bytes.PREFIX));

  private final String condition;
  private final Predicate<PlainEvent> byHand;

  OperatorCase(String condition, Predicate<PlainEvent> byHand) {
    this.condition = condition;
    this.byHand = byHand;
  }

  /** The condition, as a rule writes it. */
  String condition() {
    return condition;
  }

  /** The operator, as a rule writes it. */
  String symbol() {
    return condition.split(" ", 3)[1];
  }

  /** The same check in plain Java. */
  boolean matchesByHand(PlainEvent event) {
    return byHand.test(event);
  }

  /** Constants and loops that several checks by hand use. */
  private static final class Bytes {
    static final String IMAGE = "registry.example.org/team/checkout:1.4.0";
    static final byte[] ONE = Utf8.bytes(IMAGE);
    static final byte[] NEEDLE = Utf8.bytes("team/check");
    static final byte[] PREFIX = Utf8.bytes("registry.example.org/team/");
    static final byte[] SUFFIX = Utf8.bytes(":1.4.0");
    static final byte[][] FIVE = {
      Utf8.bytes("a"),
      Utf8.bytes("b"),
      Utf8.bytes("c"),
      Utf8.bytes("docker.io/library/busybox"),
      ONE
    };
    static final Pattern GLOB = Pattern.compile("registry\\.example\\.org/.*/check.*:1\\.4\\..");
    static final Pattern IGLOB = Pattern.compile(GLOB.pattern(), Pattern.CASE_INSENSITIVE);
    static final Pattern REGEX =
        Pattern.compile("registry\\.example\\.org/(team|ops)/[a-z-]+:1\\.[0-9]+\\.0");

    static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    static boolean isOneOf(byte[] text, byte[][] set) {
      for (byte[] element : set) {
        if (Arrays.equals(text, element)) {
          return true;
        }
      }
      return false;
    }

    static boolean startsWith(byte[] text, byte[] prefix) {
      return text.length >= prefix.length
          && Arrays.equals(text, 0, prefix.length, prefix, 0, prefix.length);
    }

    static boolean endsWith(byte[] text, byte[] suffix) {
      return text.length >= suffix.length
          && Arrays.equals(
              text, text.length - suffix.length, text.length, suffix, 0, suffix.length);
    }

    static boolean contains(byte[] text, byte[] needle) {
      for (int start = 0; start <= text.length - needle.length; start++) {
        if (Arrays.equals(text, start, start + needle.length, needle, 0, needle.length)) {
          return true;
        }
      }
      return false;
    }

    static byte[] lower(byte[] text) {
      byte[] lower = text.clone();
      for (int i = 0; i < lower.length; i++) {
        if (lower[i] >= 'A' && lower[i] <= 'Z') {
          lower[i] += 'a' - 'A';
        }
      }
      return lower;
    }
  }
}

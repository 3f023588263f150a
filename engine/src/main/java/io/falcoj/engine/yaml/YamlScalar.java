// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in a YAML document. It stays text; what it means is asked with one of the methods.
 *
 * @param text the value: unescaped, folded, without quotes; empty where nothing is written
 * @param tag the tag in its long form, such as {@code tag:yaml.org,2002:str}; null without
 * @param span the text as written, quotes and block header included
 * @param source the file, for {@link #spanOf}
 */
public record YamlScalar(
    String text, ScalarStyle style, @Nullable String tag, Span span, SourceText source)
    implements YamlNode {

  private static final String STRING_TAG = "tag:yaml.org,2002:str";

  // The floats of YAML 1.1 that the YAML library of Kubernetes reads.
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITY_OR_NAN =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  /**
   * Whether the writer marked it as text, by quotes, a block or the tag {@code !!str}: such a
   * scalar is never a number, a boolean or null.
   */
  public boolean isMarkedAsText() {
    return style != ScalarStyle.PLAIN || STRING_TAG.equals(tag);
  }

  /** Whether it says "no value": nothing, {@code ~}, {@code null}, {@code Null}, {@code NULL}. */
  public boolean isNull() {
    if (isMarkedAsText()) {
      return false;
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }

  /**
   * The boolean that yaml-cpp, and so Falco, reads, quoted or not: {@code y n yes no true false on
   * off}, each in lower case, in upper case or with a capital first letter. Empty for any other
   * text. Go's YAML 1.1 libraries, and so Kubernetes, read the same words but never quoted ones:
   * see {@link #isMarkedAsText()}.
   */
  public Optional<Boolean> toBoolean() {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean knownCase =
        text.equals(lower)
            || text.equals(lower.toUpperCase(Locale.ROOT))
            || (text.substring(1).equals(lower.substring(1)));
    if (!knownCase) {
      return Optional.empty();
    }
    return switch (lower) {
      case "y", "yes", "true", "on" -> Optional.of(true);
      case "n", "no", "false", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * The whole number that the YAML library of Kubernetes reads. Underscores are skipped; empty for
   * any other text and for numbers that need more than 64 bits.
   *
   * <table>
   * <caption>Forms, each with an optional sign</caption>
   * <tr><td>{@code 0}, {@code 17}</td><td>decimal</td></tr>
   * <tr><td>{@code 017}, {@code 0o17}</td><td>octal</td></tr>
   * <tr><td>{@code 0x1F}</td><td>hexadecimal</td></tr>
   * <tr><td>{@code 0b101}</td><td>binary</td></tr>
   * </table>
   */
  public Optional<BigInteger> toInteger() {
    if (isMarkedAsText() || text.startsWith("_")) {
      return Optional.empty();
    }
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    boolean signed = negative || digits.startsWith("+");
    digits = digits.substring(signed ? 1 : 0);
    int radix = radix(digits);
    digits = digits.substring(prefixLength(digits));
    if (digits.isEmpty() || digits.length() > Long.SIZE || !allDigits(digits, radix)) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(digits, radix);
    value = negative ? value.negate() : value;
    // A sign makes it a signed number; bitLength() does not count the sign.
    return value.bitLength() > (signed ? Long.SIZE - 1 : Long.SIZE)
        ? Optional.empty()
        : Optional.of(value);
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  /** Length of what says which radix the digits behind it have. */
  private static int prefixLength(String digits) {
    if (radix(digits) == 10) {
      return 0;
    }
    return Character.isLetter(digits.charAt(1)) ? 2 : 1;
  }

  private static boolean allDigits(String digits, int radix) {
    for (int i = 0; i < digits.length(); i++) {
      // Digits of other scripts have a value too, and are no digits here.
      if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), radix) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the YAML library of Kubernetes reads a number that is not a whole one. */
  public boolean isFloat() {
    if (isMarkedAsText() || text.startsWith("_") || toInteger().isPresent()) {
      return false;
    }
    return FLOAT.matcher(text.replace("_", "")).matches()
        || INFINITY_OR_NAN.matcher(text).matches();
  }

  /**
   * The place in the file of a part of {@link #text()}, so that an error inside a long folded
   * condition can be shown where its writer sees it. A break that folding turned into a space is at
   * the end of its line. Exact for every style; for text that cannot be followed, the nearest place
   * before it.
   *
   * @param from index in the text, from 0 to its length
   * @param to index behind the last character of the part
   */
  public Span spanOf(int from, int to) {
    int[] places = ScalarPlaces.of(this);
    int start = Math.min(from, text.length());
    int end = Math.min(to, text.length());
    return source.span(places[start], end <= start ? places[start] : places[end - 1] + 1);
  }

  /** What a reader sees as the value: with its quotes, but without the header of a block. */
  public Span valueSpan() {
    boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    return block && !text.isEmpty() ? spanOf(0, text.length()) : span;
  }

  @Override
  public String describe() {
    if (isNull()) {
      return "nothing";
    }
    return YamlReader.quote(text);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled JSON pointer (RFC 6901): the way from a document to one of its values. As in Falco's
 * json plugin the first slash may be left out, and the empty pointer is the whole document.
 * Immutable.
 */
public final class JsonPointer {

  /** Most bytes of a pointer's text. */
  public static final int MAX_LENGTH = 4096;

  /** Most steps of a pointer. */
  public static final int MAX_STEPS = 128;

  private static final int NOT_AN_INDEX = -1;

  private final String text;
  private final byte[][] keys;
  private final int[] indexes;

  private JsonPointer(String text, byte[][] keys, int[] indexes) {
    this.text = text;
    this.keys = keys;
    this.indexes = indexes;
  }

  /**
   * Compiles a pointer: {@code /requestObject/spec/containers/0/image}; {@code ~1} is a slash and
   * {@code ~0} a tilde.
   *
   * @throws IllegalArgumentException if the text is too long, has too many steps, or a tilde that
   *     is followed by neither 0 nor 1; the message is for a rule's author
   */
  public static JsonPointer parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a JSON pointer has at most " + MAX_LENGTH + " characters, not " + text.length());
    }
    String path = text.startsWith("/") ? text.substring(1) : text;
    if (text.isEmpty()) {
      return new JsonPointer(text, new byte[0][], new int[0]);
    }
    List<byte[]> keys = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (String step : path.split("/", -1)) {
      if (keys.size() == MAX_STEPS) {
        throw new IllegalArgumentException("a JSON pointer has at most " + MAX_STEPS + " steps");
      }
      keys.add(unescape(step).getBytes(StandardCharsets.UTF_8));
      indexes.add(indexOf(step));
    }
    return new JsonPointer(
        text, keys.toArray(byte[][]::new), indexes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The way through members of these names, taken literally: no slash or tilde is special. */
  public static JsonPointer ofMembers(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return parse(text.toString());
  }

  private static String unescape(String step) {
    for (int i = step.indexOf('~'); i >= 0; i = step.indexOf('~', i + 1)) {
      char next = i + 1 < step.length() ? step.charAt(i + 1) : ' ';
      if (next != '0' && next != '1') {
        throw new IllegalArgumentException(
            "'~' in a JSON pointer is written ~0, and '/' inside a key ~1, in \"" + step + "\"");
      }
    }
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static int indexOf(String step) {
    boolean canonical = step.equals("0") || (!step.isEmpty() && step.charAt(0) != '0');
    if (!canonical || step.length() > 9) {
      return NOT_AN_INDEX;
    }
    for (int i = 0; i < step.length(); i++) {
      if (step.charAt(i) < '0' || step.charAt(i) > '9') {
        return NOT_AN_INDEX;
      }
    }
    return Integer.parseInt(step);
  }

  /** Number of steps; 0 for the whole document. */
  public int size() {
    return keys.length;
  }

  /** UTF-8 bytes of the member's name that step {@code step} goes to; not to be changed. */
  byte[] key(int step) {
    return keys[step];
  }

  /** Index of the element that step {@code step} goes to in an array; -1 if it names none. */
  int index(int step) {
    return indexes[step];
  }

  /** The text it was compiled from. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonPointer pointer && text.equals(pointer.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

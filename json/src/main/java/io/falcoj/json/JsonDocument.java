// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import io.falcoj.engine.Values;
import java.util.Arrays;

/**
 * One JSON text, parsed lazily: a flyweight over the bytes of an event, re-pointed to the next one.
 * The members of the outermost object are known beforehand; what is inside of a member is looked at
 * when it is asked for, once for each event.
 *
 * <p>A value is named by its <em>node</em>, an int that is valid until the document is re-pointed;
 * {@link #NONE} is no value, and may be passed wherever a node is asked for: it is of no kind's
 * shape, has no children and no text. Where a key occurs twice in an object the last one counts, as
 * for Kubernetes. Bytes that are not UTF-8 are kept as they stand. A number is its text, however
 * long; a whole one that is written as another ({@code 0.0}, {@code 1e3}) is its digits.
 *
 * <p>Not thread-safe.
 */
public final class JsonDocument {

  /** No value. */
  public static final int NONE = -1;

  /** The node of the whole document. */
  public static final int ROOT = 0;

  /** Longest document, in bytes. */
  public static final int MAX_LENGTH = JsonTape.MAX_LENGTH;

  /**
   * Deepest nesting of arrays and objects: the 10,000 levels that Kubernetes reads in a request, and
   * room for the event, its list and the envelopes around it.
   */
  public static final int MAX_DEPTH = 10_000 + 240;

  private static final int MOST_LATER_MEMBERS = 40;
  private static final int LONGEST_WHOLE = 20;

  private static final int FIRST_MEMBER = 1;
  private static final int NOT_ON_TAPE = -1;

  private final JsonTape tape = new JsonTape();
  private final Values keys = new Values();
  private byte[] bytes = {};
  private int start;
  private int end;
  private int[] members = {};
  private int firstMember;
  private int memberCount;
  private int tapeBase = FIRST_MEMBER;
  private int[] onTape = new int[32];

  /** Points at nothing yet. */
  public JsonDocument() {}

  /**
   * Parses a copy of {@code text}, which must be one JSON value and nothing else but blanks. For
   * texts that come one at a time; allocates.
   *
   * @throws JsonSyntaxException if it is not
   */
  public void parse(byte[] text) throws JsonSyntaxException {
    if (text.length > MAX_LENGTH) {
      throw new JsonSyntaxException("longer than " + MAX_LENGTH + " bytes", MAX_LENGTH);
    }
    byte[] copy = Arrays.copyOf(text, text.length + Long.BYTES);
    JsonScanner scanner = new JsonScanner();
    int from = JsonScanner.skipWhitespace(copy, 0);
    int to = scanner.scan(copy, from, text.length);
    if (to == JsonScanner.FAILED) {
      throw new JsonSyntaxException(scanner.reason(), scanner.failure());
    }
    int rest = JsonScanner.skipWhitespace(copy, to);
    if (rest < text.length) {
      throw new JsonSyntaxException("more text behind the JSON value", rest);
    }
    wrap(copy, from, to, scanner.members(), 0, scanner.memberCount());
  }

  /**
   * Re-points the document.
   *
   * @param bytes holds a scanned value; must go on behind it
   * @param start where the value begins
   * @param end where it ends
   * @param members table of a {@link JsonScanner}
   * @param firstMember of the value in the table, counted in members
   * @param memberCount 0 unless it is an object
   */
  public void wrap(byte[] bytes, int start, int end, int[] members, int firstMember, int memberCount) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.members = members;
    this.firstMember = firstMember;
    this.memberCount = memberCount;
    tapeBase = FIRST_MEMBER + memberCount;
    if (onTape.length < tapeBase) {
      onTape = new int[tapeBase * 2];
    }
    Arrays.fill(onTape, 0, tapeBase, NOT_ON_TAPE);
    tape.clear();
  }

  /** The value that {@code pointer} leads to from the root; {@link #NONE} if there is none. */
  public int find(JsonPointer pointer) {
    return find(ROOT, pointer);
  }

  /** The value that {@code pointer} leads to from {@code node}; {@link #NONE} if there is none. */
  public int find(int node, JsonPointer pointer) {
    int found = node;
    for (int step = 0; step < pointer.size() && found != NONE; step++) {
      found =
          isArray(found) ? element(found, pointer.index(step)) : member(found, pointer.key(step));
    }
    return found;
  }

  /** What the value is; the node must be one. */
  public JsonKind kind(int node) {
    switch (bytes[startOf(node)]) {
      case '{':
        return JsonKind.OBJECT;
      case '[':
        return JsonKind.ARRAY;
      case '"':
        return JsonKind.STRING;
      case 't':
        return JsonKind.TRUE;
      case 'f':
        return JsonKind.FALSE;
      case 'n':
        return JsonKind.NULL;
      default:
        return JsonKind.NUMBER;
    }
  }

  /** Whether the value is an object. */
  public boolean isObject(int node) {
    return node != NONE && bytes[startOf(node)] == '{';
  }

  /** Whether the value is an array. */
  public boolean isArray(int node) {
    return node != NONE && bytes[startOf(node)] == '[';
  }

  /** Whether the value is a string. */
  public boolean isString(int node) {
    return node != NONE && bytes[startOf(node)] == '"';
  }

  /** Whether the value is {@code null}. */
  public boolean isNull(int node) {
    return node != NONE && bytes[startOf(node)] == 'n';
  }

  /** Whether the value is {@code true}. */
  public boolean isTrue(int node) {
    return node != NONE && bytes[startOf(node)] == 't';
  }

  /** The value itself; {@link #NONE} if it is {@code null}. */
  public int present(int node) {
    return isNull(node) ? NONE : node;
  }

  /** The first element of an array; {@link #NONE} if there is none, or of another value. */
  public int firstElement(int node) {
    return isArray(node) ? firstChild(node) : NONE;
  }

  /** The first element or member's value; {@link #NONE} if there is none, or of a scalar. */
  public int firstChild(int node) {
    if (node == ROOT && memberCount > 0) {
      return FIRST_MEMBER;
    }
    int container = container(node);
    return container == NONE ? NONE : childAt(tape.inside(container));
  }

  /** The element or member's value after {@code node}, a child; {@link #NONE} after the last. */
  public int next(int node) {
    if (node < tapeBase) {
      return node > ROOT && node + 1 < tapeBase ? node + 1 : NONE;
    }
    return childAt(tape.behind(node - tapeBase));
  }

  /** How many elements or members there are; 0 for a scalar. Counts them. */
  public int size(int node) {
    int size = 0;
    for (int child = firstChild(node); child != NONE; child = next(child)) {
      size++;
    }
    return size;
  }

  /** The value of the last member named {@code key} (UTF-8) of an object; else {@link #NONE}. */
  public int member(int node, byte[] key) {
    if (node == ROOT) {
      return topMember(key);
    }
    if (!isObject(node)) {
      return NONE;
    }
    int found = NONE;
    int index = tape.inside(container(node));
    while (tape.tag(index) != JsonTape.END) {
      if (keyEquals(index, key, tape.tag(index))) {
        found = tapeBase + index + 1;
      }
      index = tape.behind(index + 1);
    }
    return found;
  }

  /**
   * Whether the value of a member does not count because one behind it in the same object has the
   * same key. Looks at the next members only, more than any object of Kubernetes has: the time of a
   * walk through many must not grow with their square.
   */
  public boolean isOverridden(int node) {
    int later = next(node);
    for (int looked = 0; later != NONE && looked < MOST_LATER_MEMBERS; looked++) {
      keys.clear();
      addKey(node, keys);
      addKey(later, keys);
      if (keys.textEquals(0, 1)) {
        return true;
      }
      later = next(later);
    }
    return false;
  }

  /** The element at {@code index}, from 0, of an array; else {@link #NONE}. */
  public int element(int node, int index) {
    if (index < 0 || !isArray(node)) {
      return NONE;
    }
    int child = firstChild(node);
    for (int i = 0; i < index && child != NONE; i++) {
      child = next(child);
    }
    return child;
  }

  /** Whether the value is a string equal to {@code text} (UTF-8). */
  public boolean stringEquals(int node, byte[] text) {
    if (!isString(node)) {
      return false;
    }
    int from = startOf(node) + 1;
    int special = JsonStrings.indexOfSpecial(bytes, from);
    return bytes[special] == '"'
        ? Arrays.equals(bytes, from, special, text, 0, text.length)
        : JsonStrings.unescapedEquals(bytes, from, JsonStrings.endOfString(bytes, special), text);
  }

  /** Whether {@code node} is the value of a member named {@code key} (UTF-8). */
  public boolean keyEquals(int node, byte[] key) {
    if (node < tapeBase) {
      return node > ROOT && topKeyEquals(node - FIRST_MEMBER, key);
    }
    int index = node - tapeBase - 1;
    int tag = tape.tag(index);
    return (tag == JsonTape.KEY || tag == JsonTape.KEY_WITH_ESCAPES) && keyEquals(index, key, tag);
  }

  /**
   * Adds the value as text: a string without quotes and escapes (its bytes in place where it has no
   * escapes), {@code true}, {@code false} and {@code null} as they stand, and so a number, unless it
   * is a whole one that is written as another; an object or array as compact JSON that keeps the
   * order of keys and the original escapes and numbers (in place where it is compact already). Adds
   * nothing for {@link #NONE}.
   */
  public void addText(int node, Values values) {
    if (node == NONE) {
      return;
    }
    int from = startOf(node);
    switch (bytes[from]) {
      case '"':
        addString(from + 1, values);
        break;
      case '{', '[':
        JsonText.addCompact(bytes, from, endOf(node), values);
        break;
      case 't', 'f', 'n':
        values.addText(bytes, from, endOf(node) - from);
        break;
      default:
        addNumber(from, endOf(node), values);
    }
  }

  /**
   * Adds the value as JSON text indented by two spaces, with the order of keys and the original
   * escapes kept; {@code {}} and {@code []} stay on one line. A text that the blanks would make
   * more than four times as long (and a mebibyte) is added compact. Adds nothing for {@link #NONE}.
   */
  public void addPrettyText(int node, Values values) {
    if (node != NONE) {
      JsonText.addIndented(bytes, startOf(node), endOf(node), values);
    }
  }

  /** Adds the name, without escapes, of the member whose value is {@code node}. */
  public void addKey(int node, Values values) {
    addString(
        node < tapeBase
            ? members[tableIndex(node - FIRST_MEMBER) + JsonScanner.KEY_START]
            : start + tape.offset(node - tapeBase - 1) + 1,
        values);
  }

  /** The document's text with something else in the place of some values. */
  public byte[] textReplacing(int[] nodes, byte[] replacement) {
    long length = end - start;
    for (int node : nodes) {
      length += replacement.length - (endOf(node) - startOf(node));
    }
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + " bytes");
    }
    byte[] text = new byte[(int) length];
    int out = 0;
    int in = start;
    for (int node : nodes) {
      int kept = startOf(node) - in;
      System.arraycopy(bytes, in, text, out, kept);
      System.arraycopy(replacement, 0, text, out + kept, replacement.length);
      out += kept + replacement.length;
      in = endOf(node);
    }
    System.arraycopy(bytes, in, text, out, end - in);
    return text;
  }

  /** The array that holds the text; it goes on behind it. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index in {@link #bytes} of the value's first byte. */
  public int startOf(int node) {
    if (node >= tapeBase) {
      return start + tape.offset(node - tapeBase);
    }
    return node == ROOT
        ? start
        : members[tableIndex(node - FIRST_MEMBER) + JsonScanner.VALUE_START];
  }

  /** Index in {@link #bytes} behind the value's last byte. */
  public int endOf(int node) {
    if (node < tapeBase) {
      return node == ROOT ? end : members[tableIndex(node - FIRST_MEMBER) + JsonScanner.VALUE_END];
    }
    int index = node - tapeBase;
    int from = start + tape.offset(index);
    switch (bytes[from]) {
      case '{', '[':
        return start + tape.offset(tape.end(index)) + 1;
      case '"':
        return JsonStrings.endOfString(bytes, from + 1) + 1;
      case 't', 'n':
        return from + 4;
      case 'f':
        return from + 5;
      default:
        return JsonTape.endOfNumber(bytes, from);
    }
  }

  private int topMember(byte[] key) {
    for (int member = memberCount - 1; member >= 0; member--) {
      if (topKeyEquals(member, key)) {
        return FIRST_MEMBER + member;
      }
    }
    return NONE;
  }

  private boolean topKeyEquals(int member, byte[] key) {
    int table = tableIndex(member);
    int from = members[table + JsonScanner.KEY_START];
    int length = members[table + JsonScanner.KEY_LENGTH];
    return length >= 0
        ? length == key.length && Arrays.equals(bytes, from, from + length, key, 0, length)
        : JsonStrings.unescapedEquals(bytes, from, from + ~length, key);
  }

  private boolean keyEquals(int index, byte[] key, int tag) {
    int from = start + tape.offset(index) + 1;
    if (tag == JsonTape.KEY_WITH_ESCAPES) {
      return JsonStrings.unescapedEquals(bytes, from, JsonStrings.endOfString(bytes, from), key);
    }
    int stop = from + key.length;
    return stop < end
        && bytes[stop] == '"'
        && Arrays.equals(bytes, from, stop, key, 0, key.length)
        && JsonStrings.endOfString(bytes, from) == stop;
  }

  private int tableIndex(int member) {
    return (firstMember + member) * JsonScanner.STRIDE;
  }

  /** Tape index of a container, which is put on the tape if it is not there; else NONE. */
  private int container(int node) {
    if (node >= tapeBase) {
      int index = node - tapeBase;
      return tape.tag(index) <= JsonTape.ARRAY ? index : NONE;
    }
    if (node == NONE) {
      return NONE;
    }
    if (onTape[node] == NOT_ON_TAPE) {
      int from = startOf(node);
      if (bytes[from] != '{' && bytes[from] != '[') {
        return NONE;
      }
      onTape[node] = tape.add(bytes, start, from);
    }
    return onTape[node];
  }

  /** Node of the value that begins at a tape index, or behind the key there. */
  private int childAt(int index) {
    switch (tape.tag(index)) {
      case JsonTape.END:
        return NONE;
      case JsonTape.KEY, JsonTape.KEY_WITH_ESCAPES:
        return tapeBase + index + 1;
      default:
        return tapeBase + index;
    }
  }

  private void addNumber(int from, int to, Values values) {
    long whole = JsonNumbers.wholeWrittenAsOther(bytes, from, to);
    if (whole == JsonNumbers.NONE) {
      values.addText(bytes, from, to - from);
      return;
    }
    int start = values.reserve(LONGEST_WHOLE);
    byte[] digits = values.scratch();
    int first = start + LONGEST_WHOLE;
    long rest = Math.abs(whole);
    do {
      digits[--first] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (whole < 0) {
      digits[--first] = '-';
    }
    values.addScratch(first, start + LONGEST_WHOLE - first);
  }

  private void addString(int from, Values values) {
    int special = JsonStrings.indexOfSpecial(bytes, from);
    if (bytes[special] == '"') {
      values.addText(bytes, from, special - from);
      return;
    }
    int stop = JsonStrings.endOfString(bytes, special);
    int offset = values.reserve(stop - from);
    int length = JsonStrings.unescape(bytes, from, stop, values.scratch(), offset);
    values.addScratch(offset, length);
  }
}

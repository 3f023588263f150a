// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.envelopes;

import io.falcoj.json.JsonScanner;
import io.falcoj.sources.audit.event.Rfc3339;
import io.falcoj.sources.audit.problems.Excerpt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The objects and arrays around the value that is being looked at, outermost first, with what they
 * say of it: where it is, and when it was.
 *
 * <p>Not thread-safe.
 */
public final class Wrappers {

  /** How deep wrappers, lists and texts may stand in each other. */
  static final int MAX_DEPTH = 32;

  /** Elements of an array that are looked at for a time; few, since each event asks for them. */
  private static final int MAX_ELEMENTS = 16;

  private static final int ARRAY = -1;
  private static final int TEXT = -2;

  private final JsonScanner scanner;
  private final boolean[] decoded = new boolean[MAX_DEPTH];

  /** Of an object, its first member; of others, {@link #ARRAY} or {@link #TEXT}. */
  private final int[] firstMembers = new int[MAX_DEPTH];

  /** Of an object, behind its last member; of an array, where it begins. */
  private final int[] ends = new int[MAX_DEPTH];

  /** Of an object, the member that is being looked at. */
  private final int[] members = new int[MAX_DEPTH];

  private int depth;

  public Wrappers(JsonScanner scanner) {
    this.scanner = scanner;
  }

  public void clear() {
    depth = 0;
  }

  /** Whether there is nothing around. */
  public boolean isEmpty() {
    return depth == 0;
  }

  /** Whether nothing more can be gone into. */
  public boolean isFull() {
    return depth == MAX_DEPTH;
  }

  /** Goes into an object with the members from {@code firstMember} to {@code memberEnd}. */
  public void enterObject(boolean isDecoded, int firstMember, int memberEnd) {
    enter(isDecoded, firstMember, memberEnd);
  }

  /** Goes into the array whose first element, or end, is at {@code inside} or behind blanks. */
  public void enterArray(boolean isDecoded, int inside) {
    enter(isDecoded, ARRAY, inside);
  }

  /** Goes into what a string holds. */
  public void enterText() {
    enter(true, TEXT, 0);
  }

  private void enter(boolean isDecoded, int firstMember, int end) {
    decoded[depth] = isDecoded;
    firstMembers[depth] = firstMember;
    ends[depth] = end;
    members[depth] = firstMember;
    depth++;
  }

  /** Goes on to a member of the innermost object. */
  public void member(int member) {
    members[depth - 1] = member;
  }

  public void leave() {
    depth--;
  }

  /** Where the value is: {@code results[].value}; names as they are written, shortened. */
  public String path(byte[] chunk, byte[] texts) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      if (firstMembers[i] == ARRAY) {
        path.append("[]");
      } else if (firstMembers[i] >= 0) {
        int table = members[i] * JsonScanner.STRIDE;
        int from = scanner.members()[table + JsonScanner.KEY_START];
        int length = scanner.members()[table + JsonScanner.KEY_LENGTH];
        path.append(path.isEmpty() ? "" : ".")
            .append(
                Excerpt.of(
                    decoded[i] ? texts : chunk, from, from + (length < 0 ? ~length : length)));
      }
    }
    return path.toString();
  }

  /** A time that stands beside a value, and how it is written there. */
  public record Time(long nanos, String text) {}

  /** The time that is nearest to the value; null if there is none. */
  public @Nullable Time time(byte[] chunk, byte[] texts) {
    for (int i = depth - 1; i >= 0; i--) {
      if (firstMembers[i] == TEXT) {
        continue;
      }
      byte[] bytes = decoded[i] ? texts : chunk;
      Time time =
          firstMembers[i] == ARRAY
              ? timeOfElements(bytes, ends[i])
              : timeOfMembers(bytes, scanner.members(), firstMembers[i], ends[i]);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /** The first member that is a time and says so in its name. */
  public static @Nullable Time timeOfMembers(
      byte[] bytes, int[] table, int firstMember, int memberEnd) {
    for (int member = firstMember; member < memberEnd; member++) {
      int at = member * JsonScanner.STRIDE;
      int key = table[at + JsonScanner.KEY_START];
      int length = table[at + JsonScanner.KEY_LENGTH];
      int keyEnd = key + (length < 0 ? ~length : length);
      int value = table[at + JsonScanner.VALUE_START];
      int end = table[at + JsonScanner.VALUE_END];
      if (saysTime(bytes, key, keyEnd)) {
        long nanos = LenientTime.parse(bytes, value, end);
        if (nanos != Rfc3339.INVALID) {
          return new Time(nanos, Excerpt.of(bytes, key - 1, end));
        }
      }
    }
    return null;
  }

  /**
   * The first element that is a time, or a pair of a name and a value, as tables have them in place
   * of members.
   */
  private @Nullable Time timeOfElements(byte[] bytes, int inside) {
    int at = inside;
    for (int i = 0; i < MAX_ELEMENTS; i++) {
      while (JsonScanner.isBlank(bytes[at]) || bytes[at] == ',') {
        at++;
      }
      if (bytes[at] == ']') {
        return null;
      }
      int firstMember = scanner.memberCount();
      int end = scanner.scan(bytes, at, bytes.length - JsonScanner.SLACK);
      scanner.takeNewlines();
      Time time = bytes[at] == '{' ? timeOfPair(bytes, firstMember) : timeOfScalar(bytes, at, end);
      scanner.keepMembers(firstMember);
      if (time != null) {
        return time;
      }
      at = end;
    }
    return null;
  }

  private @Nullable Time timeOfPair(byte[] bytes, int firstMember) {
    int[] table = scanner.members();
    boolean named = false;
    Time time = null;
    for (int member = firstMember; member < scanner.memberCount(); member++) {
      int value = table[member * JsonScanner.STRIDE + JsonScanner.VALUE_START];
      int end = table[member * JsonScanner.STRIDE + JsonScanner.VALUE_END];
      named |= bytes[value] == '"' && saysTime(bytes, value, end);
      time = time == null ? timeOfScalar(bytes, value, end) : time;
    }
    return named ? time : null;
  }

  private static @Nullable Time timeOfScalar(byte[] bytes, int from, int end) {
    long nanos = LenientTime.parse(bytes, from, end);
    return nanos == Rfc3339.INVALID ? null : new Time(nanos, Excerpt.of(bytes, from, end));
  }

  private static boolean saysTime(byte[] bytes, int from, int end) {
    for (int at = from; at <= end - 4; at++) {
      if ((bytes[at] | 0x20) == 't'
          && (bytes[at + 1] | 0x20) == 'i'
          && (bytes[at + 2] | 0x20) == 'm'
          && (bytes[at + 3] | 0x20) == 'e') {
        return true;
      }
    }
    return end - from == 2 && Arrays.equals(bytes, from, end, new byte[] {'t', 's'}, 0, 2);
  }
}

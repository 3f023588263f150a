// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.json.JsonScanner;
import io.falcoj.sources.audit.envelopes.GkeEntry;
import io.falcoj.sources.audit.envelopes.LenientTime;
import io.falcoj.sources.audit.envelopes.PackedText;
import io.falcoj.sources.audit.envelopes.TableRow;
import io.falcoj.sources.audit.envelopes.TextBuffer;
import io.falcoj.sources.audit.envelopes.Wrappers;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.event.Rfc3339;
import io.falcoj.sources.audit.event.TopMembers;
import io.falcoj.sources.audit.problems.Excerpt;
import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the audit events in JSON values: single ones, those in lists, and those that other programs
 * have wrapped. A wrapper is known by its structure alone: an object or array, whatever its members
 * are called, with an event somewhere inside, as it is or packed in a string.
 *
 * <p>Not thread-safe.
 */
final class EventFinder {

  /** What is said of an event that is in none of the forms that have a time. */
  private static final String TIME_OF_RECORDING = "1970-01-01T00:00:00Z";

  private static final String TIME_OF_RECEIPT = "the time of receipt";
  private static final byte[] TRUNCATED_MARK = ascii("[Truncated...]");
  private static final JsonPointer AUDIT_ID = JsonPointer.ofMembers("auditID");
  private static final JsonPointer STAGE = JsonPointer.ofMembers("stage");

  /** How deep lists may stand in each other that are no wrappers. */
  private static final int MAX_LISTS = 5;

  /** Events of a record that are compared with each other; records with more are batches. */
  private static final int MAX_COMPARED = 16;

  private final int maxEventSize;
  private final JsonScanner scanner;
  private final EventIndex events;
  private final ChunkProblems problems;
  private final TopMembers top = new TopMembers();
  private final TextBuffer texts = new TextBuffer();
  private final PackedText packed;
  private final Wrappers wrappers;
  private final JsonDocument entry = new JsonDocument();
  private final JsonDocument otherEvent = new JsonDocument();
  private final GkeEntry gkeEntry = new GkeEntry();
  private final TableRow tableRow;
  private final ChunkNotes notes = new ChunkNotes();

  private Chunk chunk = new Chunk(0);
  private long notAudit;
  private int lists;

  /**
   * @param maxEventSize bytes of the largest event that is let through
   */
  EventFinder(int maxEventSize, JsonScanner scanner, EventIndex events, ChunkProblems problems) {
    this.maxEventSize = maxEventSize;
    this.scanner = scanner;
    this.events = events;
    this.problems = problems;
    packed = new PackedText(texts, maxEventSize);
    wrappers = new Wrappers(scanner);
    tableRow = new TableRow(scanner);
  }

  void begin(Chunk next) {
    chunk = next;
    texts.clear();
    wrappers.clear();
    packed.beginChunk();
    notes.begin(next);
    notAudit = 0;
  }

  /** What was unpacked. */
  TextBuffer texts() {
    return texts;
  }

  /** Records of other components. */
  long notAudit() {
    return notAudit;
  }

  /** Counts a line or record of another component. */
  void countNotAudit() {
    notAudit++;
  }

  /** What is to be said of events that were found; lines are counted from the chunk's first. */
  List<ReadNote> notes() {
    return notes.all();
  }

  /**
   * Takes the events out of a record.
   *
   * @param at of a value that was scanned, in the chunk
   * @param firstMember of its members in the scanner's table, which end the table
   * @param inList whether it is an element of a list
   * @param mixed whether records of other components may stand in its place
   */
  void record(int at, int end, int firstMember, boolean inList, boolean mixed) {
    packed.beginRecord();
    wrappers.clear();
    lists = inList ? 1 : 0;
    if (!recordValue(at, end, firstMember)) {
      scanner.keepMembers(firstMember);
      other(at, end, mixed);
    }
  }

  private boolean recordValue(int at, int end, int firstMember) {
    switch (chunk.bytes[at]) {
      case '[':
        byte first = chunk.bytes[nextElement(chunk.bytes, at + 1)];
        boolean isList = first == '{' || first == '[' || first == '"' || first == ']';
        return isList && elementsOfRecord(at + 1);
      case '"':
        return lists > 0 && text(false, at + 1, end - 1);
      default:
        return value(false, at, end, firstMember, true);
    }
  }

  /** Tells of a piece of text that seems to be a damaged event; the scanner has failed on it. */
  boolean damaged(byte[] bytes, int from, int end, int problemAt) {
    int stop = end;
    while (stop > from && JsonScanner.isBlank(bytes[stop - 1])) {
      stop--;
    }
    int mark = stop - TRUNCATED_MARK.length;
    boolean cut =
        mark >= from && Arrays.equals(bytes, mark, stop, TRUNCATED_MARK, 0, TRUNCATED_MARK.length);
    if (cut) {
      problems.add(
          ReadProblem.Kind.TRUNCATED,
          problemAt,
          Excerpt.of(bytes, from, stop),
          "the event was cut before it was exported");
    } else if (PackedText.containsGroup(bytes, from, stop)) {
      problems.add(
          ReadProblem.Kind.MALFORMED, problemAt, Excerpt.of(bytes, from, stop), scanner.reason());
    } else {
      return false;
    }
    return true;
  }

  /**
   * The elements of an array, or of a list of Kubernetes, that is no part of a wrapper: each is a
   * record. False if there are too many lists around it.
   */
  private boolean elementsOfRecord(int inside) {
    if (lists == MAX_LISTS) {
      return false;
    }
    lists++;
    int at = nextElement(chunk.bytes, inside);
    while (chunk.bytes[at] != ']') {
      int firstMember = scanner.memberCount();
      int end = scanner.scan(chunk.bytes, at, chunk.end);
      scanner.takeNewlines();
      if (!recordValue(at, end, firstMember)) {
        scanner.keepMembers(firstMember);
        other(at, end, false);
      }
      at = nextElement(chunk.bytes, end);
    }
    lists--;
    return true;
  }

  /** JSON that is no audit event and has none in it. */
  private void other(int at, int end, boolean mixed) {
    if (mixed) {
      notAudit++;
    } else {
      problems.addInside(
          ReadProblem.Kind.NOT_AN_EVENT,
          at,
          Excerpt.of(chunk.bytes, at, end),
          AuditEvent.NOT_RECOGNIZED);
    }
  }

  // Below, values are in the chunk or among the texts, and tell whether anything came of them.

  private boolean value(boolean decoded, int at, int end, int firstMember, boolean isRecord) {
    switch (bytes(decoded)[at]) {
      case '{':
        return object(decoded, at, end, firstMember, isRecord);
      case '[':
        return array(decoded, at + 1);
      case '"':
        return text(decoded, at + 1, end - 1);
      default:
        return false;
    }
  }

  private boolean scannedValue(boolean decoded, int at, boolean isRecord) {
    int firstMember = scanner.memberCount();
    int end = scanner.scan(bytes(decoded), at, decoded ? texts.size() : chunk.end);
    scanner.takeNewlines();
    boolean found = value(decoded, at, end, firstMember, isRecord);
    if (!found) {
      scanner.keepMembers(firstMember);
    }
    return found;
  }

  /**
   * @param isRecord whether it stands where records of other components may stand
   */
  private boolean object(boolean decoded, int at, int end, int firstMember, boolean isRecord) {
    byte[] bytes = bytes(decoded);
    top.wrap(bytes, scanner.members(), firstMember, scanner.memberCount());
    if (AuditEvent.isEvent(bytes, top)) {
      return event(decoded, at, end, firstMember);
    }
    if (top.has(TopMembers.Name.PROTO_PAYLOAD)) {
      return googleEntry(decoded, at, end, firstMember);
    }
    if (TableRow.isEvent(top)) {
      return tableRow(decoded, firstMember);
    }
    boolean isList = top.isKubernetesList(bytes);
    if (isList && !decoded && wrappers.isEmpty()) {
      return elementsOfRecord(top.start(TopMembers.Name.ITEMS) + 1);
    }
    if (!isList && top.isKubernetesObject() || wrappers.isFull()) {
      return false;
    }
    boolean isOther = isRecord && top.isLogEntry();
    boolean isEmptyBatch = top.isEmptyBatch(bytes);
    if (members(decoded, firstMember) || isEmptyBatch) {
      return true;
    }
    if (isOther) {
      notAudit++;
    }
    return isOther;
  }

  private boolean members(boolean decoded, int firstMember) {
    int memberEnd = scanner.memberCount();
    int firstEvent = events.size();
    boolean found = false;
    wrappers.enterObject(decoded, firstMember, memberEnd);
    for (int member = firstMember; member < memberEnd; member++) {
      int table = member * JsonScanner.STRIDE;
      int at = scanner.members()[table + JsonScanner.VALUE_START];
      byte first = bytes(decoded)[at];
      if (first == '{' || first == '[' || first == '"') {
        int eventsBefore = events.size();
        wrappers.member(member);
        found |=
            first == '"'
                ? text(decoded, at + 1, scanner.members()[table + JsonScanner.VALUE_END] - 1)
                : scannedValue(decoded, at, false);
        leaveOutRepeated(firstEvent, eventsBefore);
      }
    }
    wrappers.leave();
    return found;
  }

  /**
   * The elements of an array in a wrapper. Beside those with events, objects are records of other
   * components; but pairs of a name and a value are parts of a record.
   */
  private boolean array(boolean decoded, int inside) {
    if (wrappers.isFull()) {
      return false;
    }
    wrappers.enterArray(decoded, inside);
    boolean found = false;
    long others = 0;
    int at = nextElement(bytes(decoded), inside);
    while (bytes(decoded)[at] != ']') {
      int firstMember = scanner.memberCount();
      int end = scanner.scan(bytes(decoded), at, decoded ? texts.size() : chunk.end);
      scanner.takeNewlines();
      boolean isRecord = bytes(decoded)[at] == '{' && !isFlat(decoded, firstMember);
      if (value(decoded, at, end, firstMember, true)) {
        found = true;
      } else {
        scanner.keepMembers(firstMember);
        others += isRecord ? 1 : 0;
      }
      at = nextElement(bytes(decoded), end);
    }
    wrappers.leave();
    notAudit += found ? others : 0;
    return found;
  }

  private boolean isFlat(boolean decoded, int firstMember) {
    byte[] bytes = bytes(decoded);
    for (int member = firstMember; member < scanner.memberCount(); member++) {
      byte first = bytes[scanner.members()[member * JsonScanner.STRIDE + JsonScanner.VALUE_START]];
      if (first == '{' || first == '[') {
        return false;
      }
    }
    return true;
  }

  private static int nextElement(byte[] bytes, int from) {
    int at = from;
    while (JsonScanner.isBlank(bytes[at]) || bytes[at] == ',') {
      at++;
    }
    return at;
  }

  /** Takes the events out of what the inside of a string holds. */
  private boolean text(boolean decoded, int from, int end) {
    int start = texts.size();
    if (wrappers.isFull() || !packed.unpack(bytes(decoded), from, end)) {
      return false;
    }
    String damage = packed.damage();
    boolean tooLarge = packed.isTooLarge();
    int stop = texts.size();
    wrappers.enterText();
    boolean found = unpacked(start, stop, damage != null);
    wrappers.leave();
    if (damage != null) {
      problems.add(
          tooLarge ? ReadProblem.Kind.TOO_LARGE : ReadProblem.Kind.UNREADABLE,
          problems.record(),
          Excerpt.of(texts.bytes(), start, stop),
          damage);
      found = true;
    }
    if (!found) {
      texts.truncate(start);
    }
    return found;
  }

  /** Takes the events out of a text: JSON values, and lines of which some hold one. */
  private boolean unpacked(int start, int stop, boolean isCut) {
    boolean found = false;
    int at = start;
    while (at < stop) {
      byte first = texts.bytes()[at];
      if (JsonScanner.isBlank(first)) {
        at++;
      } else if (first != '{' && first != '[' && first != '"') {
        at = braceOrLineEnd(at, stop);
      } else {
        int firstMember = scanner.memberCount();
        int end = scanner.scan(texts.bytes(), at, stop);
        scanner.takeNewlines();
        if (end == JsonScanner.FAILED) {
          scanner.keepMembers(firstMember);
          return !isCut && damaged(texts.bytes(), at, stop, problems.record()) || found;
        }
        if (value(true, at, end, firstMember, false)) {
          found = true;
        } else {
          scanner.keepMembers(firstMember);
        }
        at = end;
      }
    }
    return found;
  }

  private int braceOrLineEnd(int from, int stop) {
    int at = from;
    while (at < stop && texts.bytes()[at] != '{' && texts.bytes()[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean googleEntry(boolean decoded, int at, int end, int firstMember) {
    int members = scanner.memberCount() - firstMember;
    entry.wrap(bytes(decoded), at, end, scanner.members(), firstMember, members);
    int start = texts.size();
    if (!gkeEntry.append(entry, texts)) {
      scanner.keepMembers(firstMember);
      notAudit++;
      return true;
    }
    return rewritten(start, firstMember);
  }

  private boolean tableRow(boolean decoded, int firstMember) {
    int start = texts.size();
    tableRow.append(bytes(decoded), firstMember, scanner.memberCount(), texts);
    return rewritten(start, firstMember);
  }

  /** Adds an event that was written anew; the members of what it was made from are forgotten. */
  private boolean rewritten(int start, int firstMember) {
    scanner.keepMembers(firstMember);
    int stop = scanner.scan(texts.bytes(), start, texts.size());
    if (stop == JsonScanner.FAILED) {
      return false;
    }
    top.wrap(texts.bytes(), scanner.members(), firstMember, scanner.memberCount());
    return event(true, start, stop, firstMember);
  }

  /** Adds the event that was looked at last. */
  private boolean event(boolean decoded, int at, int end, int firstMember) {
    if (end - at > maxEventSize) {
      scanner.keepMembers(firstMember);
      problem(ReadProblem.Kind.TOO_LARGE, decoded, at, end, tooLarge(end - at, maxEventSize));
      return true;
    }
    long nanos = AuditEvent.timestampNanos(bytes(decoded), top);
    if (nanos == Rfc3339.INVALID) {
      nanos = timeInAnotherForm(decoded, firstMember);
    }
    if (!wrappers.isEmpty()) {
      noteUnwrapped();
    }
    events.add(decoded, at, end, firstMember, scanner.memberCount(), nanos);
    return true;
  }

  private long timeInAnotherForm(boolean decoded, int firstMember) {
    byte[] bytes = bytes(decoded);
    for (TopMembers.Name name : AuditEvent.TIMES) {
      if (top.has(name)) {
        long nanos = LenientTime.parse(bytes, top.start(name), top.end(name));
        if (nanos != Rfc3339.INVALID) {
          String example = Excerpt.of(bytes, top.start(name), top.end(name));
          note(ReadNote.Kind.TIME_IN_ANOTHER_FORM, example);
          return nanos;
        }
      }
    }
    Wrappers.Time time =
        Wrappers.timeOfMembers(bytes, scanner.members(), firstMember, scanner.memberCount());
    if (time == null) {
      time = wrappers.time(chunk.bytes, texts.bytes());
    }
    if (time != null) {
      note(ReadNote.Kind.TIME_OF_WRAPPER, time.text());
      return time.nanos();
    }
    note(ReadNote.Kind.WITHOUT_TIME, chunk.arrivalNanos == 0 ? TIME_OF_RECORDING : TIME_OF_RECEIPT);
    return chunk.arrivalNanos;
  }

  /** The path is asked for once: events of a chunk are wrapped alike. */
  private void noteUnwrapped() {
    if (!notes.count(ReadNote.Kind.UNWRAPPED)) {
      note(ReadNote.Kind.UNWRAPPED, wrappers.path(chunk.bytes, texts.bytes()));
    }
  }

  private void note(ReadNote.Kind kind, String example) {
    if (!notes.count(kind)) {
      notes.add(kind, problems.lineOf(problems.record()), example);
    }
  }

  /** Leaves out an event that an earlier member of the same record holds, too. */
  private void leaveOutRepeated(int firstEvent, int eventsBefore) {
    if (eventsBefore == firstEvent || events.size() - firstEvent > MAX_COMPARED) {
      return;
    }
    for (int later = events.size() - 1; later >= eventsBefore; later--) {
      for (int earlier = firstEvent; earlier < eventsBefore; earlier++) {
        if (isSame(earlier, later)) {
          events.remove(later);
          note(ReadNote.Kind.REPEATED, wrappers.path(chunk.bytes, texts.bytes()));
          break;
        }
      }
    }
  }

  private boolean isSame(int one, int other) {
    events.point(entry, one, chunk.bytes, texts.bytes(), scanner.members());
    events.point(otherEvent, other, chunk.bytes, texts.bytes(), scanner.members());
    return entry.find(AUDIT_ID) != JsonDocument.NONE && sameText(AUDIT_ID) && sameText(STAGE);
  }

  /** Whether both events have the same there, or nothing. */
  private boolean sameText(JsonPointer pointer) {
    int one = entry.find(pointer);
    int other = otherEvent.find(pointer);
    if (one == JsonDocument.NONE || other == JsonDocument.NONE) {
      return one == other;
    }
    return Arrays.equals(
        entry.bytes(),
        entry.startOf(one),
        entry.endOf(one),
        otherEvent.bytes(),
        otherEvent.startOf(other),
        otherEvent.endOf(other));
  }

  /** What is said of an event that is too large. */
  static String tooLarge(long size, int maxEventSize) {
    return "the event has " + size + " bytes, more than the limit of " + maxEventSize;
  }

  private void problem(ReadProblem.Kind kind, boolean decoded, int at, int end, String reason) {
    String excerpt = Excerpt.of(bytes(decoded), at, end);
    if (decoded) {
      problems.add(kind, problems.record(), excerpt, reason);
    } else {
      problems.addInside(kind, at, excerpt, reason);
    }
  }

  private byte[] bytes(boolean decoded) {
    return decoded ? texts.bytes() : chunk.bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

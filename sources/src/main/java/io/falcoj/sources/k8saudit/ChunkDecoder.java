// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the audit events in a chunk: single ones, those in lists, and those in the envelopes that
 * clouds put around them. What is neither is told as a problem, or counted if the log of another
 * component may well be there. One bad record never hides the good ones beside it.
 *
 * <p>Not thread-safe: each worker has its own.
 */
final class ChunkDecoder {

  /** Problems of one kind in one chunk that are told; more are only counted. */
  static final int MAX_TOLD_PROBLEMS = 200;

  /** How deep lists and envelopes may stand in each other. */
  private static final int MAX_ENVELOPES = 5;

  private static final String LEGACY_AUDIT =
      "an audit event in the legacy text format; the API server has to write JSON";
  private static final byte[] TRUNCATED_MARK = ascii("[Truncated...]");
  private static final byte[] AUDIT_GROUP = ascii("audit.k8s.io/");

  private final int maxEventSize;
  private final JsonScanner scanner = new JsonScanner();
  private final TopMembers top = new TopMembers();
  private final StructureScanner structure = new StructureScanner();
  private final EventIndex events = new EventIndex();
  private final TextBuffer texts = new TextBuffer();
  private final JsonDocument entry = new JsonDocument();
  private final GkeEntry gkeEntry = new GkeEntry();
  private final List<ReadProblem> problems = new ArrayList<>();
  private final Map<ReadProblem.Kind, Long> untoldProblems = new EnumMap<>(ReadProblem.Kind.class);

  private Chunk chunk = new Chunk(0);
  private byte[] text = {};
  private int eventsBeforeProblem;
  private long problemCount;
  private final int[] toldOfKind = new int[ReadProblem.Kind.values().length];
  private long notAudit;
  private long lines;
  private int linesCountedTo;
  private boolean listEnded;
  private boolean cutTold;

  /** Where in the chunk the record begins that is being looked at. */
  private int outerRecord;

  /**
   * @param maxEventSize bytes of the largest event that is let through
   */
  ChunkDecoder(int maxEventSize) {
    this.maxEventSize = maxEventSize;
  }

  /** Decodes a chunk. The results are those of this chunk, and refer to it, until the next one. */
  void decode(Chunk next) {
    chunk = next;
    text = next.bytes;
    scanner.clear();
    events.clear();
    texts.clear();
    problems.clear();
    eventsBeforeProblem = Integer.MAX_VALUE;
    problemCount = 0;
    Arrays.fill(toldOfKind, 0);
    untoldProblems.clear();
    notAudit = 0;
    lines = 0;
    linesCountedTo = next.start;
    cutTold = false;
    records(next.start, next.end, next.elements ? 1 : 0);
    if (next.cutReason != null && !cutTold) {
      outerRecord = next.end;
      problem(ReadProblem.Kind.TRUNCATED, next.end, next.end, next.cutReason);
    }
    countLinesTo(next.end);
  }

  /** How many events were found. */
  int eventCount() {
    return events.size();
  }

  /** How many events come before the first problem; all if there is none. */
  int eventsBeforeProblem() {
    return Math.min(eventsBeforeProblem, events.size());
  }

  /** Points {@code event} at the event at {@code index}, from 0. */
  void point(AuditEvent event, int index, long number) {
    events.point(event, index, number, text, texts.bytes(), scanner.members());
  }

  /** What could not be read, in order; lines are counted from the chunk's first, as 0. */
  List<ReadProblem> problems() {
    return problems;
  }

  /** How many problems of each kind there were beyond those told. */
  Map<ReadProblem.Kind, Long> untoldProblems() {
    return untoldProblems;
  }

  /** What is said of the event at {@code index} if it is left out. */
  ReadProblem leftOut(int index, ReadProblem.Kind kind, String reason) {
    int at = events.isDecoded(index) ? chunk.start : events.start(index);
    countLinesTo(at);
    return leftOut(chunk, at, lines, kind, reason);
  }

  /** What is said of the record at {@code at}, on line {@code line}, in the same case. */
  static ReadProblem leftOut(Chunk chunk, int at, long line, ReadProblem.Kind kind, String reason) {
    return new ReadProblem(
        kind,
        chunk.file,
        line,
        line,
        column(chunk, at),
        Excerpt.of(chunk.bytes, at, chunk.end),
        reason);
  }

  /** Line feeds in a chunk that was not decoded. */
  static long countLines(Chunk chunk) {
    long count = 0;
    for (int i = chunk.start; i < chunk.end; i++) {
      if (chunk.bytes[i] == '\n') {
        count++;
      }
    }
    return count;
  }

  /** Lines and records of other components. */
  long notAudit() {
    return notAudit;
  }

  /** Line feeds in the chunk. */
  long lines() {
    return lines;
  }

  // The text of the chunk: one record after the other, some of which may be damaged.

  /**
   * Reads records up to {@code to}, or up to the end of the list they are in.
   *
   * @param lists how many lists the records stand in
   * @return behind the bracket that ends the list (then {@link #listEnded}), else {@code to}
   */
  private int records(int from, int to, int lists) {
    int at = from;
    while (true) {
      at = skipToRecord(at, to, lists > 0);
      if (at == to) {
        return to;
      }
      byte first = text[at];
      if (first == ']' && lists > (chunk.elements ? 1 : 0)) {
        listEnded = true;
        return at + 1;
      }
      outerRecord = at;
      if (first == '{' || first == '[' || first == '"' && lists > 0) {
        at = record(at, to, lists);
      } else {
        at = lists == 0 ? otherLine(at, to) : otherElement(at, to);
      }
    }
  }

  private int skipToRecord(int from, int to, boolean inList) {
    int at = from;
    while (at < to && (JsonScanner.isBlank(text[at]) || inList && text[at] == ',')) {
      at++;
    }
    countLinesTo(at);
    return at;
  }

  /** Reads the object, array or string at {@code at}; returns where the next record may begin. */
  private int record(int at, int to, int lists) {
    int firstMember = scanner.memberCount();
    int end = scanner.scan(text, at, to);
    long newlines = scanner.takeNewlines();
    if (end == JsonScanner.FAILED) {
      scanner.keepMembers(firstMember);
      return damaged(at, to, lists);
    }
    value(false, at, end, firstMember, Math.min(lists, 1), false);
    if (linesCountedTo == at) {
      lines += newlines;
      linesCountedTo = end;
    }
    return end;
  }

  /** Goes on behind a record on which the scanner has failed; tells of it. */
  private int damaged(int at, int to, int lists) {
    int failure = scanner.failure();
    boolean cut = scanner.isIncomplete();
    String reason = scanner.reason();
    int list =
        lists < MAX_ENVELOPES && text[at] != '"'
            ? ListEntry.find(text, at, Math.min(failure, to))
            : ListEntry.NONE;
    if (list != ListEntry.NONE) {
      long told = problemCount;
      int next = records(list, to, lists + 1);
      if (listEnded && text[at] == '{') {
        structure.beginInside(1);
        next = structureEnd(next, to);
      }
      listEnded = false;
      if (problemCount == told) {
        outerRecord = at;
        damage(cut, failure, next, reason);
      }
      return next;
    }
    int next = eventLine(at, failure, to);
    if (next == to) {
      structure.begin();
      structure.expectDamage();
      next = structureEnd(at, to);
    }
    damage(cut, failure, next, reason);
    return next;
  }

  private int structureEnd(int from, int to) {
    int end = structure.advance(text, from, to);
    return end == StructureScanner.MORE ? to : end;
  }

  private void damage(boolean cut, int at, int end, String reason) {
    if (!cut) {
      problem(ReadProblem.Kind.MALFORMED, at, end, reason);
    } else if (!chunk.lastOfFile) {
      problem(ReadProblem.Kind.MALFORMED, at, end, "the record does not end");
    } else if (chunk.cutReason == null) {
      problem(ReadProblem.Kind.TRUNCATED, at, end, "the file ends within this record");
    } else {
      problem(ReadProblem.Kind.TRUNCATED, at, end, chunk.cutReason);
      cutTold = true;
    }
  }

  /**
   * The first line behind {@code from} that is a whole audit event by itself. What stands before it
   * was cut, and the scanner took the event for a part of it.
   *
   * @return {@code to} if there is none up to {@code failure}
   */
  private int eventLine(int from, int failure, int to) {
    int lineEnd = endOfLine(from, to);
    while (lineEnd < failure) {
      int at = lineEnd + 1;
      lineEnd = endOfLine(at, to);
      if (text[at] == '{' && isEvent(at, lineEnd)) {
        return at;
      }
    }
    return to;
  }

  private boolean isEvent(int at, int lineEnd) {
    int firstMember = scanner.memberCount();
    int end = scanner.scan(text, at, lineEnd);
    scanner.takeNewlines();
    boolean event = false;
    if (end != JsonScanner.FAILED) {
      top.wrap(text, scanner.members(), firstMember, scanner.memberCount());
      event = AuditEvent.isEvent(text, top);
    }
    scanner.keepMembers(firstMember);
    return event;
  }

  /** Tells of an element of a list that is no container and no string. */
  private int otherElement(int at, int to) {
    int end = ChunkReader.endOfElement(text, at, to);
    problem(ReadProblem.Kind.NOT_AN_EVENT, at, end, AuditEvent.NOT_RECOGNIZED);
    return end;
  }

  /** Reads what does not begin as JSON; returns where the next record may begin. */
  private int otherLine(int at, int to) {
    switch (text[at]) {
      case 0:
        return strayBytes(at, to, "a NUL byte");
      case '}', ']', ',', ':':
        return strayBytes(at, to, "not expected here: '" + (char) text[at] + "'");
      default:
    }
    int lineEnd = endOfLine(at, to);
    if (LogLine.isLegacyAudit(text, at, lineEnd)) {
      problem(ReadProblem.Kind.NOT_AN_EVENT, at, lineEnd, LEGACY_AUDIT);
      return lineEnd;
    }
    boolean log = chunk.export || LogLine.isLogLine(text, at, lineEnd);
    int brace = at;
    while (brace < lineEnd && text[brace] != '{') {
      brace++;
    }
    if (brace < lineEnd) {
      int firstMember = scanner.memberCount();
      int end = scanner.scan(text, brace, lineEnd);
      scanner.takeNewlines();
      if (end != JsonScanner.FAILED) {
        if (log || JsonScanner.isBlank(text[brace - 1])) {
          value(false, brace, end, firstMember, 0, log);
          return end;
        }
        scanner.keepMembers(firstMember);
        problem(ReadProblem.Kind.MALFORMED, at, brace, "text before a record");
        return brace;
      }
      scanner.keepMembers(firstMember);
      if (log) {
        unreadable(text, brace, lineEnd, scanner.failure());
        return lineEnd;
      }
    }
    if (log) {
      notAudit++;
    } else {
      problem(ReadProblem.Kind.MALFORMED, at, lineEnd, "not JSON");
    }
    return lineEnd;
  }

  /** Skips bytes of a kind that belong to no record. */
  private int strayBytes(int at, int to, String reason) {
    int end = at + 1;
    while (end < to && text[end] == text[at]) {
      end++;
    }
    problem(ReadProblem.Kind.MALFORMED, at, end, reason);
    return end;
  }

  private int endOfLine(int from, int to) {
    int at = from;
    while (at < to && text[at] != '\n') {
      at++;
    }
    return at;
  }

  // Values that are known to be JSON, in the chunk or in the buffer of decoded texts.

  /**
   * Takes the events out of a scanned value.
   *
   * @param decoded whether it is in the buffer of decoded texts
   * @param firstMember of its members in the scanner's table, which end the table
   * @param depth how many lists and envelopes are around it
   * @param mixed whether records of other components may stand in its place
   */
  private void value(boolean decoded, int at, int end, int firstMember, int depth, boolean mixed) {
    byte[] bytes = bytes(decoded);
    if (depth > MAX_ENVELOPES) {
      scanner.keepMembers(firstMember);
      other(decoded, at, end, mixed, AuditEvent.NOT_RECOGNIZED + ": lists in lists");
      return;
    }
    switch (bytes[at]) {
      case '{':
        object(decoded, at, end, firstMember, depth, mixed);
        break;
      case '[':
        int first = JsonScanner.skipWhitespace(bytes, at + 1);
        if (bytes[first] == '{' || bytes[first] == '[' || bytes[first] == '"') {
          elements(decoded, at + 1, depth, mixed);
        } else if (bytes[first] != ']') {
          other(decoded, at, end, mixed, AuditEvent.NOT_RECOGNIZED);
        }
        break;
      case '"':
        if (depth > 0 && isText(bytes, at + 1)) {
          decodedText(decoded, at + 1, end - 1, depth);
        } else {
          other(decoded, at, end, mixed, AuditEvent.NOT_RECOGNIZED);
        }
        break;
      default:
        other(decoded, at, end, mixed, AuditEvent.NOT_RECOGNIZED);
    }
  }

  /** Whether a string seems to hold JSON. */
  private static boolean isText(byte[] bytes, int from) {
    return bytes[from] == '{' || bytes[from] == '[';
  }

  private void object(boolean decoded, int at, int end, int firstMember, int depth, boolean mixed) {
    byte[] bytes = bytes(decoded);
    top.wrap(bytes, scanner.members(), firstMember, scanner.memberCount());
    if (AuditEvent.isEvent(bytes, top)) {
      event(decoded, at, end, firstMember);
      return;
    }
    if (top.has(TopMembers.Name.PROTO_PAYLOAD)) {
      googleEntry(decoded, at, end, firstMember);
      return;
    }
    TopMembers.Name list = top.list(bytes);
    if (list != null) {
      int first = top.start(list) + 1;
      scanner.keepMembers(firstMember);
      elements(decoded, first, depth, mixed || list != TopMembers.Name.ITEMS);
      return;
    }
    TopMembers.Name envelope = top.envelope(bytes);
    if (envelope != null) {
      int inside = top.start(envelope);
      int insideEnd = top.end(envelope);
      scanner.keepMembers(firstMember);
      enveloped(decoded, inside, insideEnd, depth);
      return;
    }
    boolean cloudEntry = top.has(TopMembers.Name.LOG_NAME) || top.has(TopMembers.Name.CATEGORY);
    scanner.keepMembers(firstMember);
    other(decoded, at, end, mixed || cloudEntry, AuditEvent.NOT_RECOGNIZED);
  }

  private void elements(boolean decoded, int from, int depth, boolean mixed) {
    int at = from;
    while (true) {
      // Decoding a text may move the buffer of decoded texts.
      byte[] bytes = bytes(decoded);
      while (JsonScanner.isBlank(bytes[at]) || bytes[at] == ',') {
        at++;
      }
      if (bytes[at] == ']') {
        return;
      }
      at = scannedValue(decoded, at, depth + 1, mixed);
    }
  }

  private void enveloped(boolean decoded, int at, int end, int depth) {
    if (bytes(decoded)[at] == '"') {
      decodedText(decoded, at + 1, end - 1, depth + 1);
    } else {
      scannedValue(decoded, at, depth + 1, true);
    }
  }

  private int scannedValue(boolean decoded, int at, int depth, boolean mixed) {
    int firstMember = scanner.memberCount();
    int limit = decoded ? texts.size() : chunk.end;
    int end = scanner.scan(bytes(decoded), at, limit);
    scanner.takeNewlines();
    value(decoded, at, end, firstMember, depth, mixed);
    return end;
  }

  /** Reads the records in the inside of a string. */
  private void decodedText(boolean decoded, int from, int end, int depth) {
    int start = texts.size();
    texts.appendUnescaped(bytes(decoded), from, end);
    int stop = texts.size();
    int at = JsonScanner.skipWhitespace(texts.bytes(), start);
    if (at >= stop || !isText(texts.bytes(), at)) {
      notAudit++;
      return;
    }
    while (at < stop) {
      int firstMember = scanner.memberCount();
      int valueEnd = scanner.scan(texts.bytes(), at, stop);
      scanner.takeNewlines();
      if (valueEnd == JsonScanner.FAILED) {
        scanner.keepMembers(firstMember);
        unreadable(texts.bytes(), at, stop, outerRecord);
        return;
      }
      value(true, at, valueEnd, firstMember, depth, true);
      at = valueEnd;
      while (at < stop && JsonScanner.isBlank(texts.bytes()[at])) {
        at++;
      }
    }
  }

  private void googleEntry(boolean decoded, int at, int end, int firstMember) {
    int members = scanner.memberCount() - firstMember;
    entry.wrap(bytes(decoded), at, end, scanner.members(), firstMember, members);
    int start = texts.size();
    boolean audit = gkeEntry.append(entry, texts);
    scanner.keepMembers(firstMember);
    if (!audit) {
      notAudit++;
      return;
    }
    int stop = scanner.scan(texts.bytes(), start, texts.size());
    top.wrap(texts.bytes(), scanner.members(), firstMember, scanner.memberCount());
    event(true, start, stop, firstMember);
  }

  /** Adds the event that was looked at last. */
  private void event(boolean decoded, int at, int end, int firstMember) {
    byte[] bytes = bytes(decoded);
    long timestampNanos = AuditEvent.timestampNanos(bytes, top);
    if (end - at > maxEventSize) {
      scanner.keepMembers(firstMember);
      problem(ReadProblem.Kind.TOO_LARGE, decoded, at, end, tooLarge(end - at, maxEventSize));
    } else if (timestampNanos == Rfc3339.INVALID) {
      scanner.keepMembers(firstMember);
      problem(ReadProblem.Kind.NOT_AN_EVENT, decoded, at, end, AuditEvent.WITHOUT_TIME);
    } else {
      events.add(decoded, at, end, firstMember, scanner.memberCount(), timestampNanos);
    }
  }

  /** What is said of an event that is too large. */
  static String tooLarge(long size, int maxEventSize) {
    return "the event has " + size + " bytes, more than the limit of " + maxEventSize;
  }

  /** JSON that is no audit event. */
  private void other(boolean decoded, int at, int end, boolean mixed, String reason) {
    if (mixed) {
      notAudit++;
    } else {
      problem(ReadProblem.Kind.NOT_AN_EVENT, decoded, at, end, reason);
    }
  }

  /** A text in an envelope that begins as JSON and is not; the failure is the scanner's last. */
  private void unreadable(byte[] bytes, int from, int end, int problemAt) {
    int stop = end;
    while (stop > from && JsonScanner.isBlank(bytes[stop - 1])) {
      stop--;
    }
    int mark = stop - TRUNCATED_MARK.length;
    boolean cut =
        mark >= from && Arrays.equals(bytes, mark, stop, TRUNCATED_MARK, 0, TRUNCATED_MARK.length);
    if (cut) {
      problem(
          ReadProblem.Kind.TRUNCATED,
          outerRecord,
          problemAt,
          Excerpt.of(bytes, from, stop),
          "the event was cut before it was exported");
    } else if (contains(bytes, from, stop, AUDIT_GROUP)) {
      problem(
          ReadProblem.Kind.MALFORMED,
          outerRecord,
          problemAt,
          Excerpt.of(bytes, from, stop),
          scanner.reason());
    } else {
      notAudit++;
    }
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

  private byte[] bytes(boolean decoded) {
    return decoded ? texts.bytes() : text;
  }

  // Problems and their places.

  /** Of the outer record, which ends at {@code end}. */
  private void problem(ReadProblem.Kind kind, int at, int end, String reason) {
    problem(kind, outerRecord, at, Excerpt.of(text, outerRecord, end), reason);
  }

  /** Of a value inside of the outer record. */
  private void problem(ReadProblem.Kind kind, boolean decoded, int at, int end, String reason) {
    int place = decoded ? outerRecord : at;
    problem(kind, place, place, Excerpt.of(bytes(decoded), at, end), reason);
  }

  private void problem(
      ReadProblem.Kind kind, int recordAt, int problemAt, String excerpt, String reason) {
    eventsBeforeProblem = Math.min(eventsBeforeProblem, events.size());
    problemCount++;
    if (toldOfKind[kind.ordinal()]++ >= MAX_TOLD_PROBLEMS) {
      untoldProblems.merge(kind, 1L, Long::sum);
      return;
    }
    countLinesTo(recordAt);
    long line = lines;
    countLinesTo(problemAt);
    problems.add(
        new ReadProblem(kind, chunk.file, line, lines, column(chunk, problemAt), excerpt, reason));
  }

  /** Counts on; problems come in the order of the text, or nearly so. */
  private void countLinesTo(int at) {
    for (int i = linesCountedTo; i < at; i++) {
      if (text[i] == '\n') {
        lines++;
      }
    }
    for (int i = at; i < linesCountedTo; i++) {
      if (text[i] == '\n') {
        lines--;
      }
    }
    linesCountedTo = at;
  }

  private static long column(Chunk chunk, int at) {
    int lineStart = at;
    while (lineStart > chunk.start && chunk.bytes[lineStart - 1] != '\n') {
      lineStart--;
    }
    long before = lineStart == chunk.start ? chunk.startColumn : 0;
    return before + at - lineStart + 1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

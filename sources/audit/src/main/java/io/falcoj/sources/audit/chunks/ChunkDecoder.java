// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.json.JsonScanner;
import io.falcoj.json.StructureScanner;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.event.TopMembers;
import io.falcoj.sources.audit.logs.LogLine;
import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a chunk record by record, some of which may be damaged: one bad record never
 * hides the good ones beside it. What a record that is JSON holds is found by an {@link
 * EventFinder}; what is neither is told as a problem, or counted if the log of another component
 * may well be there.
 *
 * <p>Not thread-safe: each worker has its own.
 */
final class ChunkDecoder {

  /** How deep lists may stand in each other that are damaged. */
  private static final int MAX_LISTS = 5;

  private static final String LEGACY_AUDIT =
      "an audit event in the legacy text format; the API server has to write JSON";

  private final JsonScanner scanner = new JsonScanner();
  private final TopMembers top = new TopMembers();
  private final StructureScanner structure = new StructureScanner();
  private final EventIndex events = new EventIndex();
  private final ChunkProblems problems = new ChunkProblems(events);
  private final EventFinder finder;

  private Chunk chunk = new Chunk(0);
  private byte[] text = {};
  private boolean listEnded;
  private boolean cutTold;

  /** Whether lines of other components are expected that nothing tells from damaged ones. */
  private boolean inLog;

  /**
   * @param maxEventSize bytes of the largest event that is let through
   */
  ChunkDecoder(int maxEventSize) {
    finder = new EventFinder(maxEventSize, scanner, events, problems);
  }

  /** Decodes a chunk. The results are those of this chunk, and refer to it, until the next one. */
  void decode(Chunk next) {
    chunk = next;
    text = next.bytes;
    scanner.clear();
    events.clear();
    problems.begin(next);
    finder.begin(next);
    cutTold = false;
    inLog = next.export;
    records(next.start, next.end, next.elements ? 1 : 0);
    if (next.cutReason != null && !cutTold) {
      problems.beginRecord(next.end);
      problems.add(ReadProblem.Kind.TRUNCATED, next.end, next.end, next.cutReason);
    }
  }

  /** How many events were found. */
  int eventCount() {
    return events.size();
  }

  /** How many events come before the first problem; all if there is none. */
  int eventsBeforeProblem() {
    return problems.eventsBeforeFirst();
  }

  /** Points {@code event} at the event at {@code index}, from 0. */
  void point(AuditEvent event, int index, long number) {
    events.point(event, index, number, text, finder.texts().bytes(), scanner.members());
  }

  /** What could not be read, in order; lines are counted from the chunk's first, as 0. */
  List<ReadProblem> problems() {
    return problems.told();
  }

  /** How many problems of each kind there were beyond those told. */
  Map<ReadProblem.Kind, Long> untoldProblems() {
    return problems.untold();
  }

  /** What is to be said of events that were read; lines are counted in the same way. */
  List<ReadNote> notes() {
    return finder.notes();
  }

  /** What is said of the event at {@code index} if it is left out. */
  ReadProblem leftOut(int index, ReadProblem.Kind kind, String reason) {
    int at = events.isDecoded(index) ? chunk.start : events.start(index);
    return ChunkProblems.leftOut(chunk, at, problems.lineOf(at), kind, reason);
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
    return finder.notAudit();
  }

  /** Line feeds in the chunk. */
  long lines() {
    return problems.lineOf(chunk.end);
  }

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
      problems.beginRecord(at);
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
    problems.lineOf(at);
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
    inLog = chunk.export;
    finder.record(at, end, firstMember, lists > 0, false);
    problems.addLines(at, end, newlines);
    return end;
  }

  /** Goes on behind a record on which the scanner has failed; tells of it. */
  private int damaged(int at, int to, int lists) {
    int failure = scanner.failure();
    boolean cut = scanner.isIncomplete();
    String reason = scanner.reason();
    int list =
        lists < MAX_LISTS && text[at] != '"'
            ? ListEntry.find(text, at, Math.min(failure, to))
            : ListEntry.NONE;
    if (list != ListEntry.NONE) {
      long told = problems.count();
      int next = records(list, to, lists + 1);
      if (listEnded && text[at] == '{') {
        structure.beginInside(1);
        next = structureEnd(next, to);
      }
      listEnded = false;
      if (problems.count() == told) {
        problems.beginRecord(at);
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
      problems.add(ReadProblem.Kind.MALFORMED, at, end, reason);
    } else if (!chunk.lastOfFile) {
      problems.add(ReadProblem.Kind.MALFORMED, at, end, "the record does not end");
    } else if (chunk.cutReason == null) {
      problems.add(ReadProblem.Kind.TRUNCATED, at, end, "the file ends within this record");
    } else {
      problems.add(ReadProblem.Kind.TRUNCATED, at, end, chunk.cutReason);
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
    problems.add(ReadProblem.Kind.NOT_AN_EVENT, at, end, AuditEvent.NOT_RECOGNIZED);
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
      problems.add(ReadProblem.Kind.NOT_AN_EVENT, at, lineEnd, LEGACY_AUDIT);
      return lineEnd;
    }
    boolean log = isOfOther(at, lineEnd);
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
          finder.record(brace, end, firstMember, false, log);
          return end;
        }
        scanner.keepMembers(firstMember);
        problems.add(ReadProblem.Kind.MALFORMED, at, brace, "text before a record");
        return brace;
      }
      scanner.keepMembers(firstMember);
      if (log) {
        if (!finder.damaged(text, brace, lineEnd, scanner.failure())) {
          finder.countNotAudit();
        }
        return lineEnd;
      }
    }
    if (log) {
      finder.countNotAudit();
    } else {
      problems.add(ReadProblem.Kind.MALFORMED, at, lineEnd, "not JSON");
    }
    return lineEnd;
  }

  /**
   * Whether a line is one that another component has logged: it begins as log lines do, or goes on
   * with what such a line has begun (a trace, a stack) and is no piece of JSON.
   */
  private boolean isOfOther(int at, int lineEnd) {
    if (LogLine.isLogLine(text, at, lineEnd)) {
      inLog = true;
      return true;
    }
    return chunk.export || inLog && !LogLine.isPieceOfJson(text, at, lineEnd);
  }

  /** Skips bytes of a kind that belong to no record. */
  private int strayBytes(int at, int to, String reason) {
    int end = at + 1;
    while (end < to && text[end] == text[at]) {
      end++;
    }
    problems.add(ReadProblem.Kind.MALFORMED, at, end, reason);
    return end;
  }

  private int endOfLine(int from, int to) {
    int at = from;
    while (at < to && text[at] != '\n') {
      at++;
    }
    return at;
  }
}

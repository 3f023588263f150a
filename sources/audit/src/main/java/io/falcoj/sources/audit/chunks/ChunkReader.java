// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.json.JsonScanner;
import io.falcoj.json.StructureScanner;
import io.falcoj.sources.audit.logs.ByteOrderMark;
import io.falcoj.sources.audit.logs.CountingStream;
import io.falcoj.sources.audit.logs.CutStreamException;
import io.falcoj.sources.audit.logs.LikelyContent;
import io.falcoj.sources.audit.logs.LogFile;
import io.falcoj.sources.audit.logs.LogLine;
import io.falcoj.sources.audit.problems.Excerpt;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs one after another and cuts their text into chunks that end between records. It looks
 * at as little of the text as it can: usually for the last line end that must be between two
 * documents. Only a document that is larger than a chunk is looked through; if it is a list, its
 * elements go into the chunks.
 *
 * <p>Which chunks it makes depends on the text alone, not on how the text arrives. Only on standard
 * input a chunk ends, too, where nothing comes for a moment: what writes there may go on for days.
 *
 * <p>Used by one thread.
 */
public final class ChunkReader implements Closeable {

  /** Text of a chunk, in bytes, unless a record is larger. Fits a core's cache. */
  public static final int CHUNK_SIZE = 256 << 10;

  /** How long a program may take to write more of something that it only copies. */
  private static final long PAUSE_NANOS = 10_000_000;

  /** How long to look out for more without sleep. */
  private static final long BUSY_NANOS = 500_000;

  private static final long SLEEP_NANOS = 200_000;

  /** How many lists may stand in each other. */
  private static final int MAX_LISTS = 4;

  private final Iterator<LogFile> files;
  private final InputStream standardInput;
  private final Opener opener;
  private final int maxRecordSize;
  private final int chunkSize;
  private final StructureScanner structure = new StructureScanner();

  /** The lists that the text is in: whether each is a member of an object. */
  private final Deque<Boolean> lists = new ArrayDeque<>();

  private @Nullable LogFile file;
  private @Nullable CountingStream stored;
  private InputStream text = InputStream.nullInputStream();
  private long storedBefore;
  private byte[] carry = {};
  private int carried;
  private boolean atFileStart;
  private boolean fileHasChunk;
  private boolean export;
  private boolean textEnded;
  private byte[] beginning = {};

  /** Whether the chunk was not filled because nothing comes. */
  private boolean paused;

  private @Nullable String cutReason;
  private State state = State.RECORDS;

  /** What was skipped since the last chunk. */
  private long skippedNewlines;

  private long skippedBytes;

  /** Bytes of the current line before the text that comes next. */
  private long column;

  private String tooLargeExcerpt = "";
  private long tooLargeSize;
  private long tooLargeColumn;

  /** Line feeds skipped before the record that is too large. */
  private long tooLargeLine;

  /** Whether a record that was too large is still to be told. */
  private boolean tooLargeEnded;

  /** What the text is that comes next. */
  private enum State {
    RECORDS,
    /** The rest of an object behind its list, of no use. */
    BEHIND_LIST,
    /** The rest of an object or array that is too large. */
    TOO_LARGE,
    /** The rest of a line that is too large, and no JSON. */
    TOO_LARGE_LINE
  }

  /** Told before a chunk is made larger than others are. */
  public interface Growth {

    /** Returns when it may be; throws if it may not. */
    void begin() throws IOException;
  }

  /** Makes a text of what is stored. */
  public interface Opener {

    /** The text; its {@code read} throws {@link CutStreamException} where it is damaged. */
    InputStream open(InputStream stored) throws IOException;
  }

  /**
   * @param opener applied to the content of each file
   * @param maxRecordSize bytes of the largest record that is held
   * @param chunkSize bytes of a chunk
   */
  public ChunkReader(
      List<LogFile> files,
      InputStream standardInput,
      Opener opener,
      int maxRecordSize,
      int chunkSize) {
    this.files = files.iterator();
    this.standardInput = standardInput;
    this.opener = opener;
    this.maxRecordSize = Math.max(maxRecordSize, chunkSize);
    this.chunkSize = chunkSize;
  }

  /**
   * Fills a chunk with what comes next.
   *
   * @param beforeGrowth called once before the chunk is made larger than others are
   * @return false if there is nothing more in any file; the chunk was not filled then
   * @throws IOException if a file cannot be opened or read; its message names the file
   */
  public boolean next(Chunk chunk, Growth beforeGrowth) throws IOException {
    while (file != null || openNext()) {
      chunk.clear(chunkSize);
      if (carried > chunkSize) {
        grow(chunk, carried, beforeGrowth);
      }
      System.arraycopy(carry, 0, chunk.bytes, 0, carried);
      chunk.end = carried;
      carried = 0;
      if (carry.length > chunkSize) {
        carry = new byte[chunkSize];
      }
      fill(chunk);
      if (cut(chunk, beforeGrowth)) {
        return true;
      }
    }
    return false;
  }

  private boolean openNext() throws IOException {
    if (!files.hasNext()) {
      return false;
    }
    LogFile next = files.next();
    stored = new CountingStream(next.open(standardInput));
    file = next;
    atFileStart = true;
    fileHasChunk = false;
    export = false;
    textEnded = false;
    cutReason = null;
    state = State.RECORDS;
    lists.clear();
    column = 0;
    try {
      text = opener.open(stored);
    } catch (IOException e) {
      throw unreadable(e);
    }
    return true;
  }

  private IOException unreadable(IOException e) {
    String name = file == null ? "" : file.name();
    return new IOException(name + ": cannot be read: " + e.getMessage(), e);
  }

  /** Reads until the chunk is full, the text ends, or nothing comes. */
  private void fill(Chunk chunk) throws IOException {
    paused = false;
    try {
      while (!textEnded && !paused && chunk.end < chunk.capacity()) {
        int read = text.read(chunk.bytes, chunk.end, chunk.capacity() - chunk.end);
        textEnded = read < 0;
        chunk.end += Math.max(0, read);
        paused = !textEnded && isPaused(chunk);
      }
    } catch (CutStreamException e) {
      textEnded = true;
      cutReason = e.getMessage();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean isPaused(Chunk chunk) throws IOException {
    if (stored == null || file == null || !file.isStandardInput()) {
      return false;
    }
    if (atFileStart && endOfLine(chunk, chunk.start) == chunk.end) {
      // What the text is its first line tells.
      return false;
    }
    long begin = System.nanoTime();
    while (stored.available() == 0) {
      long waited = System.nanoTime() - begin;
      if (waited > PAUSE_NANOS) {
        return true;
      }
      if (waited < BUSY_NANOS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(SLEEP_NANOS);
      }
    }
    return false;
  }

  /** Decides what of its text the chunk keeps; false if it keeps nothing. */
  private boolean cut(Chunk chunk, Growth beforeGrowth) throws IOException {
    if (atFileStart) {
      atFileStart = false;
      begin(chunk);
    }
    while (state == State.RECORDS && lists.isEmpty() && !chunk.grown) {
      if (textEnded) {
        return keep(chunk, chunk.end);
      }
      int boundary = StructureScanner.lastBoundary(chunk.bytes, chunk.start, chunk.end);
      if (paused) {
        boundary = endOfRecords(chunk, boundary);
      }
      if (boundary > chunk.start) {
        return keep(chunk, boundary);
      }
      if (!paused) {
        break;
      }
      fill(chunk);
    }
    if (state != State.RECORDS && !skipRest(chunk)) {
      return keep(chunk, chunk.start);
    }
    return cutInside(chunk, beforeGrowth);
  }

  /** Behind the last line, from {@code from} on, that ends a record though none follows yet. */
  private int endOfRecords(Chunk chunk, int from) {
    int ended = from;
    int at = from;
    while (at < chunk.end) {
      if (!JsonScanner.isBlank(chunk.bytes[at])) {
        at = endOfRecord(chunk, at);
        if (at == StructureScanner.MORE) {
          return ended;
        }
      } else {
        at++;
        ended = chunk.bytes[at - 1] == '\n' ? at : ended;
      }
    }
    return ended;
  }

  /** Looks at how a file begins. */
  private void begin(Chunk chunk) {
    beginning = Arrays.copyOf(chunk.bytes, Math.min(chunk.end, LikelyContent.LENGTH));
    if (ByteOrderMark.isUtf16(chunk.bytes, chunk.end)) {
      skip(chunk, chunk.end);
      textEnded = true;
      cutReason = "the text is in UTF-16; it must be in UTF-8";
      return;
    }
    int mark = ByteOrderMark.length(chunk.bytes, chunk.end);
    skippedBytes += mark;
    chunk.start = mark;
    int first = mark;
    while (first < chunk.end && JsonScanner.isBlank(chunk.bytes[first])) {
      first++;
    }
    export = LogLine.beginsWithTime(chunk.bytes, first, endOfLine(chunk, first));
  }

  /** Looks through a text that has no line end between two documents. */
  private boolean cutInside(Chunk chunk, Growth beforeGrowth) throws IOException {
    int at = chunk.start;
    boolean anyRecord = false;
    while (true) {
      while (at < chunk.end
          && (JsonScanner.isBlank(chunk.bytes[at]) || !lists.isEmpty() && chunk.bytes[at] == ',')) {
        at++;
      }
      if (at == chunk.end) {
        return keep(chunk, at);
      }
      byte first = chunk.bytes[at];
      boolean listEnds = !lists.isEmpty() && (first == ']' || first == '}');
      int end = listEnds ? StructureScanner.MORE : endOfRecord(chunk, at);
      if (end != StructureScanner.MORE) {
        if (!anyRecord && end - at > chunkSize) {
          // By itself, so that no other record is lost if there is not enough memory for it.
          return keep(chunk, end);
        }
        anyRecord = true;
        at = end;
      } else if (anyRecord) {
        return keep(chunk, at);
      } else if (listEnds) {
        skip(chunk, at + 1);
        if (lists.pop()) {
          structure.beginInside(1);
          state = State.BEHIND_LIST;
          if (!skipRest(chunk)) {
            return keep(chunk, chunk.start);
          }
        }
        if (lists.isEmpty()) {
          return cut(chunk, beforeGrowth);
        }
        at = chunk.start;
      } else {
        skip(chunk, at);
        if (!enterList(chunk) && !makeRoom(chunk, beforeGrowth)) {
          beginTooLarge(chunk);
          if (!skipRest(chunk)) {
            return keep(chunk, chunk.start);
          }
        }
        at = chunk.start;
      }
    }
  }

  /** Where the record at {@code at} ends; MORE if it goes on behind the chunk. */
  private int endOfRecord(Chunk chunk, int at) {
    int end;
    if (isJson(chunk.bytes[at])) {
      structure.begin();
      end = structure.advance(chunk.bytes, at, chunk.end);
    } else {
      end = lists.isEmpty() ? endOfLine(chunk, at) : endOfElement(chunk.bytes, at, chunk.end);
      end = end == chunk.end ? StructureScanner.MORE : end;
    }
    return end == StructureScanner.MORE && textEnded ? chunk.end : end;
  }

  /** Where an element of a list ends that is no container and no string. */
  static int endOfElement(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to
        && bytes[at] != ','
        && bytes[at] != ']'
        && bytes[at] != '}'
        && bytes[at] != '{'
        && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Whether a record that begins so has an end of its own; others end with the line. */
  private boolean isJson(byte first) {
    return first == '{' || first == '[' || first == '"' && !lists.isEmpty();
  }

  private static int endOfLine(Chunk chunk, int from) {
    int at = from;
    while (at < chunk.end && chunk.bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Goes into the list that the chunk begins with, or that the object has it begins with. */
  private boolean enterList(Chunk chunk) {
    byte first = chunk.bytes[chunk.start];
    if (first != '{' && first != '[' || lists.size() == MAX_LISTS) {
      return false;
    }
    int list = ListEntry.find(chunk.bytes, chunk.start, chunk.end);
    if (list == ListEntry.NONE) {
      return false;
    }
    skip(chunk, list);
    lists.push(first == '{');
    return true;
  }

  /** Reads more of a record that fills the chunk; false if it is too large. */
  private boolean makeRoom(Chunk chunk, Growth beforeGrowth) throws IOException {
    int length = chunk.end - chunk.start;
    if (length > maxRecordSize) {
      return false;
    }
    System.arraycopy(chunk.bytes, chunk.start, chunk.bytes, 0, length);
    chunk.start = 0;
    chunk.end = length;
    if (length > chunk.capacity() / 2) {
      grow(chunk, (int) Math.min(2L * chunk.capacity(), maxRecordSize + 1L), beforeGrowth);
    }
    fill(chunk);
    return true;
  }

  private static void grow(Chunk chunk, int capacity, Growth beforeGrowth) throws IOException {
    if (capacity > chunk.capacity()) {
      if (!chunk.grown) {
        beforeGrowth.begin();
        chunk.grown = true;
      }
      chunk.grow(capacity);
    }
  }

  /** Takes the record that the chunk begins with for one that is skipped. */
  private void beginTooLarge(Chunk chunk) {
    tooLargeExcerpt = Excerpt.of(chunk.bytes, chunk.start, chunk.end);
    tooLargeSize = 0;
    tooLargeColumn = column + 1;
    tooLargeLine = skippedNewlines;
    structure.begin();
    structure.expectDamage();
    state = isJson(chunk.bytes[chunk.start]) ? State.TOO_LARGE : State.TOO_LARGE_LINE;
  }

  /**
   * Skips what is of no use; false if it goes on behind the chunk.
   *
   * @see State
   */
  private boolean skipRest(Chunk chunk) {
    int stop;
    boolean ended;
    if (state == State.TOO_LARGE_LINE) {
      stop = endOfLine(chunk, chunk.start);
      ended = stop < chunk.end;
    } else {
      int end = structure.advance(chunk.bytes, chunk.start, chunk.end);
      ended = end != StructureScanner.MORE;
      stop = ended ? end : textEnded ? chunk.end : structure.reached();
    }
    if (state != State.BEHIND_LIST) {
      tooLargeSize += stop - chunk.start;
      tooLargeEnded = ended || textEnded;
    }
    skip(chunk, stop);
    if (ended) {
      state = State.RECORDS;
    }
    return ended;
  }

  /** Leaves text at the chunk's start out. */
  private void skip(Chunk chunk, int to) {
    for (int i = chunk.start; i < to; i++) {
      if (chunk.bytes[i] == '\n') {
        skippedNewlines++;
      }
    }
    skippedBytes += to - chunk.start;
    moveColumn(chunk, to);
    chunk.start = to;
  }

  private void moveColumn(Chunk chunk, int to) {
    int lineStart = to;
    while (lineStart > chunk.start && chunk.bytes[lineStart - 1] != '\n') {
      lineStart--;
    }
    column = to - lineStart + (lineStart == chunk.start ? column : 0);
  }

  /** Keeps the text up to {@code to} in the chunk and the rest for the next one. */
  private boolean keep(Chunk chunk, int to) throws IOException {
    carried = chunk.end - to;
    if (carry.length < carried) {
      carry = new byte[Math.max(carried, chunkSize)];
    }
    System.arraycopy(chunk.bytes, to, carry, 0, carried);
    chunk.end = to;
    chunk.lastOfFile = textEnded && carried == 0;
    if (to == chunk.start && !chunk.lastOfFile && !tooLargeEnded) {
      return false;
    }
    chunk.file = Objects.requireNonNull(file).name();
    if (tooLargeEnded) {
      tooLargeEnded = false;
      chunk.problem = skippedRecord(chunk.file);
    }
    chunk.firstOfFile = !fileHasChunk;
    chunk.export = export;
    chunk.beginning = beginning;
    chunk.elements = !lists.isEmpty();
    chunk.startColumn = column;
    chunk.skippedNewlines = skippedNewlines;
    chunk.skippedBytes = skippedBytes;
    fileHasChunk = true;
    moveColumn(chunk, to);
    skippedNewlines = 0;
    skippedBytes = 0;
    if (chunk.lastOfFile) {
      boolean listCut = !lists.isEmpty() || state == State.BEHIND_LIST;
      chunk.cutReason = cutReason == null && listCut ? "the file ends within a list" : cutReason;
      close();
    }
    chunk.inputBytes = storedBefore + (stored == null ? 0 : stored.count());
    return true;
  }

  private ReadProblem skippedRecord(String name) {
    long line = tooLargeLine - skippedNewlines;
    // A record that has no end looks larger than it is.
    boolean tooLarge = tooLargeSize > maxRecordSize;
    return new ReadProblem(
        tooLarge ? ReadProblem.Kind.TOO_LARGE : ReadProblem.Kind.MALFORMED,
        name,
        line,
        line,
        tooLargeColumn,
        tooLargeExcerpt,
        tooLarge ? EventFinder.tooLarge(tooLargeSize, maxRecordSize) : "the record does not end");
  }

  /** Closes the file that is being read. */
  @Override
  public void close() throws IOException {
    if (stored != null) {
      storedBefore += stored.count();
      stored = null;
    }
    file = null;
    text.close();
    text = InputStream.nullInputStream();
  }
}

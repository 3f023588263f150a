// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of records in the files of a folder, the segments. One thread appends, one reads; both
 * may be the same. What was appended is there after the process was killed; what was read and
 * {@linkplain #done done} is gone. So each record is read at least once, in the order of appending.
 *
 * <p>Whatever the files hold, opening and reading go on: damaged bytes are passed over and told.
 */
public final class Spool implements Closeable {

  /** No record may be longer. */
  public static final int MAX_CONTENT = SegmentFormat.MAX_CONTENT;

  private static final Logger LOGGER = LoggerFactory.getLogger(Spool.class);
  private static final Pattern SEGMENT = Pattern.compile("0[0-9]{17}\\.spool");
  private static final String MARK = "sent";
  private static final long NONE = -1;

  private final Path folder;
  private final SentMark mark;
  private final SpoolSync sync = new SpoolSync();
  private volatile SpoolOptions options;

  /** How much of each segment counts, by its number. Guarded by this object's monitor. */
  private final NavigableMap<Long, Long> segments;

  /** Up to where records were read and are done. Guarded by this object's monitor. */
  private SpoolPosition done;

  /** The segment that is appended to, or none. Guarded by this object's monitor. */
  private long writing = NONE;

  /** Of the thread that appends. */
  private @Nullable SegmentWriter writer;

  /** Of the thread that appends: number of the newest segment. */
  private long newest;

  /** Of the thread that reads, as is all below. */
  private @Nullable SegmentReader reader;

  private long reading;

  /** The record that was read last, until it is done. */
  private @Nullable SpoolRecord pending;

  private Spool(
      Path folder,
      SpoolOptions options,
      SentMark mark,
      NavigableMap<Long, Long> segments,
      SpoolPosition done) {
    this.folder = folder;
    this.options = options;
    this.mark = mark;
    this.segments = segments;
    this.done = done;
    this.newest = Math.max(done.segment(), segments.isEmpty() ? 0 : segments.lastKey());
    this.reading = done.segment() - 1;
    this.sync.use(options.sync());
  }

  /**
   * Opens a spool, which then belongs to this process alone.
   *
   * @param folder made, readable by its owner only, when missing
   * @throws IOException if it cannot be written to, or is in use
   */
  public static Spool open(Path folder, SpoolOptions options) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    SentMark mark = SentMark.open(folder.resolve(MARK));
    try {
      NavigableMap<Long, Long> segments = segmentsIn(folder);
      SpoolPosition read = mark.read();
      SpoolPosition done = read == null ? new SpoolPosition(0, 0) : read;
      mark.write(done);
      Spool spool = new Spool(folder, options, mark, segments, done);
      spool.deleteBefore(done.segment());
      return spool;
    } catch (IOException | RuntimeException e) {
      mark.close();
      throw e;
    }
  }

  /** Keeps records in another way from now on; any thread may say so. */
  public void use(SpoolOptions newOptions) {
    options = newOptions;
    sync.use(newOptions.sync());
  }

  private static NavigableMap<Long, Long> segmentsIn(Path folder) throws IOException {
    NavigableMap<Long, Long> segments = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (SEGMENT.matcher(name).matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          segments.put(Long.parseLong(name.substring(0, name.indexOf('.'))), Files.size(file));
        }
      }
    }
    return segments;
  }

  private Path file(long segment) {
    return folder.resolve("%018d.spool".formatted(segment));
  }

  /** How many bytes wait, with those that records need beside their content. */
  public synchronized long bytes() {
    return used() - (segments.containsKey(done.segment()) ? done.offset() : 0);
  }

  private long used() {
    long used = 0;
    for (long length : segments.values()) {
      used += length;
    }
    return used;
  }

  /**
   * Whether records can be appended; those that are larger than the whole spool can when nothing
   * waits.
   *
   * @param contentBytes of all records
   */
  public synchronized boolean hasRoomFor(long records, long contentBytes) {
    long wanted = contentBytes + records * SegmentFormat.HEADER;
    return used() + wanted <= options.maxBytes() || bytes() <= 0;
  }

  /** How many bytes a record takes. */
  public static int size(ByteBuffer content) {
    return SegmentFormat.HEADER + content.remaining();
  }

  /**
   * Writes a record into a buffer of records, at its position.
   *
   * @param content from its position to its limit, which stay; {@link #MAX_CONTENT} at most
   */
  public static void put(ByteBuffer records, byte tag, ByteBuffer content) {
    SegmentFormat.put(records, tag, content);
  }

  /**
   * Appends records, all or none.
   *
   * @param records as {@link #put} made them
   * @throws IOException if they cannot be written
   */
  public void append(ByteBuffer records) throws IOException {
    SegmentWriter target = writer;
    if (target == null || target.length() >= options.segmentBytes()) {
      target = nextSegment();
    }
    target.append(records);
    sync.written(target);
    synchronized (this) {
      segments.put(writing, target.length());
      notifyAll();
    }
  }

  private SegmentWriter nextSegment() throws IOException {
    finishWriting();
    newest++;
    SegmentWriter begun = SegmentWriter.create(file(newest));
    writer = begun;
    synchronized (this) {
      writing = newest;
      segments.put(writing, begun.length());
    }
    if (options.sync() != SyncPolicy.NEVER) {
      forceFolder();
    }
    return begun;
  }

  private void finishWriting() throws IOException {
    SegmentWriter finished = writer;
    if (finished == null) {
      return;
    }
    writer = null;
    synchronized (this) {
      writing = NONE;
    }
    sync.now();
    finished.close();
  }

  private void forceFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Has what was appended kept as the policy says, before it returns where that is said. */
  public void sync() throws IOException {
    if (options.sync() == SyncPolicy.ALWAYS) {
      sync.now();
    }
  }

  /**
   * The next record.
   *
   * @return null if none waits
   */
  public @Nullable SpoolRecord poll() throws IOException {
    while (true) {
      SegmentReader source = reader == null ? openNext() : reader;
      if (source == null) {
        break;
      }
      reader = source;
      boolean isLast = isWriting(reading);
      SpoolRecord record = next(source);
      if (record != null) {
        pending = record;
        return record;
      }
      if (isLast) {
        break;
      }
      finishReading(source);
    }
    if (pending == null) {
      doneUpTo(readPosition());
    }
    return null;
  }

  private synchronized boolean isWriting(long segment) {
    return writing == segment;
  }

  /** The next segment's reader; null if there is none. */
  private @Nullable SegmentReader openNext() {
    while (true) {
      long offset;
      synchronized (this) {
        Map.Entry<Long, Long> next = segments.higherEntry(reading);
        if (next == null) {
          return null;
        }
        reading = next.getKey();
        offset = done.segment() == reading ? Math.max(0, done.offset()) : 0;
      }
      try {
        return SegmentReader.open(file(reading), reading, offset);
      } catch (IOException e) {
        LOGGER.warn("{} cannot be read and is passed over: {}", file(reading), e.toString());
      }
    }
  }

  private @Nullable SpoolRecord next(SegmentReader source) {
    long limit;
    synchronized (this) {
      limit = segments.getOrDefault(reading, 0L);
    }
    try {
      return source.next(limit);
    } catch (IOException e) {
      LOGGER.warn("{} cannot be read on and is passed over: {}", file(reading), e.toString());
      return null;
    }
  }

  private void finishReading(SegmentReader source) throws IOException {
    reader = null;
    source.close();
    if (source.damagedBytes() > 0) {
      LOGGER.warn(
          "{}: {} bytes are no whole alerts and are passed over",
          file(reading),
          source.damagedBytes());
    }
  }

  /** Where the next record begins, as far as is known. */
  private SpoolPosition readPosition() {
    SegmentReader source = reader;
    return source == null ? new SpoolPosition(reading + 1, 0) : source.position();
  }

  /**
   * Waits until a record may be there.
   *
   * @param millis how long, at most
   */
  public synchronized void await(long millis) throws InterruptedException {
    if (bytes() <= 0) {
      wait(millis);
    }
  }

  /** Ends {@link #await}. */
  public synchronized void wake() {
    notifyAll();
  }

  /** Forgets a record and all before it: they are done with. */
  public void done(SpoolRecord record) throws IOException {
    if (record == pending) {
      pending = null;
      doneUpTo(readPosition());
    } else {
      doneUpTo(record.position());
    }
  }

  private void doneUpTo(SpoolPosition position) throws IOException {
    synchronized (this) {
      if (position.equals(done)) {
        return;
      }
      done = position;
    }
    mark.write(position);
    deleteBefore(position.segment());
  }

  /** Deletes what is done; should that fail, the next start does it. */
  private void deleteBefore(long segment) throws IOException {
    List<Long> finished;
    synchronized (this) {
      NavigableMap<Long, Long> before = segments.headMap(segment, false);
      finished = List.copyOf(before.keySet());
      before.clear();
    }
    for (long each : finished) {
      Files.deleteIfExists(file(each));
    }
  }

  /**
   * Closes the files; what waits stays, and nothing else. Called when no other thread uses the
   * spool.
   */
  @Override
  public void close() throws IOException {
    try (mark;
        sync) {
      SegmentReader source = reader;
      if (source != null) {
        source.close();
      }
      finishWriting();
      if (bytes() <= 0) {
        deleteBefore(Long.MAX_VALUE);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
 * <p>Whatever the files hold, reading goes on: damaged bytes, whose checksum is wrong, are passed
 * over and told. A file that cannot be read just now, as for want of descriptors, is no damage: it
 * stays, and is read when it can be.
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

  /** Of the thread that appends: whether the folder's list of files is on the disk. */
  private boolean isFolderForced = true;

  /** Of the thread that reads, as is all below. */
  private @Nullable SegmentReader reader;

  /** Where to read on, when there is no reader. */
  private SpoolPosition next;

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
    this.next = done;
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
      SpoolPosition done = within(segments, mark.read());
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
        if (SEGMENT.matcher(name).matches()) {
          BasicFileAttributes attributes =
              Files.readAttributes(
                  file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          if (attributes.isRegularFile()) {
            segments.put(Long.parseLong(name.substring(0, name.indexOf('.'))), attributes.size());
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return segments;
  }

  /** A position that is not behind the end of its segment, which may have been cut. */
  private static SpoolPosition within(
      NavigableMap<Long, Long> segments, @Nullable SpoolPosition position) {
    if (position == null) {
      return new SpoolPosition(0, 0);
    }
    long length = segments.getOrDefault(position.segment(), Long.MAX_VALUE);
    long offset = Math.max(0, Math.min(position.offset(), length));
    return new SpoolPosition(position.segment(), offset);
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
    if (target == null || target.length() >= options.segmentBytes() || !isWriting(newest)) {
      target = nextSegment();
    }
    if (!isFolderForced && options.sync() != SyncPolicy.NEVER) {
      forceFolder();
      isFolderForced = true;
    }
    target.append(records);
    sync.written(target);
    synchronized (this) {
      if (writing != newest) {
        throw new IOException(file(newest) + " has vanished");
      }
      segments.put(newest, target.length());
      notifyAll();
    }
  }

  private SegmentWriter nextSegment() throws IOException {
    finishWriting();
    newest++;
    SegmentWriter begun = SegmentWriter.create(file(newest));
    writer = begun;
    isFolderForced = false;
    synchronized (this) {
      writing = newest;
      segments.put(newest, begun.length());
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
    try (finished) {
      sync.now();
    }
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
   * @throws IOException if what waits cannot be read just now: nothing of it is lost
   */
  public @Nullable SpoolRecord poll() throws IOException {
    for (SegmentReader source = reader(); source != null; source = reader()) {
      boolean isLast = isWriting(source.segment());
      SpoolRecord record = next(source);
      if (record != null) {
        pending = record;
        return record;
      }
      tellDamage(source);
      if (isLast) {
        break;
      }
      reader = null;
      next = new SpoolPosition(source.segment() + 1, 0);
      source.close();
    }
    if (pending == null) {
      doneUpTo(readPosition());
    }
    return null;
  }

  private synchronized boolean isWriting(long segment) {
    return writing == segment;
  }

  /** The reader of the segment to read on in; null if there is none. */
  private @Nullable SegmentReader reader() throws IOException {
    while (reader == null) {
      SpoolPosition from = firstFrom(next);
      if (from == null) {
        return null;
      }
      Path file = file(from.segment());
      try {
        reader = SegmentReader.open(file, from.segment(), from.offset());
      } catch (NoSuchFileException e) {
        LOGGER.warn("{} has vanished, and the alerts that waited there", file);
        forget(from.segment());
        next = new SpoolPosition(from.segment() + 1, 0);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return reader;
  }

  /** The first place from this one on that a segment has. */
  private synchronized @Nullable SpoolPosition firstFrom(SpoolPosition position) {
    Long segment = segments.ceilingKey(position.segment());
    if (segment == null) {
      return null;
    }
    return segment == position.segment() ? position : new SpoolPosition(segment, 0);
  }

  /** Expects nothing more of a segment; if it is the one that is appended to, another is begun. */
  private synchronized void forget(long segment) {
    segments.remove(segment);
    if (writing == segment) {
      writing = NONE;
    }
  }

  private @Nullable SpoolRecord next(SegmentReader source) throws IOException {
    long limit;
    synchronized (this) {
      limit = segments.getOrDefault(source.segment(), 0L);
    }
    try {
      return source.next(limit);
    } catch (IOException e) {
      tellDamage(source);
      reader = null;
      next = source.position();
      source.close();
      throw unreadable(file(source.segment()), e);
    }
  }

  private static IOException unreadable(Path file, IOException reason) {
    return new IOException(file + " cannot be read, which is tried again: " + reason, reason);
  }

  private void tellDamage(SegmentReader source) {
    long bytes = source.takeDamagedBytes();
    if (bytes > 0) {
      LOGGER.warn(
          "{}: {} bytes are no whole alerts and are passed over", file(source.segment()), bytes);
    }
  }

  /** Where the next record begins, as far as is known. */
  private SpoolPosition readPosition() {
    SegmentReader source = reader;
    return source == null ? next : source.position();
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

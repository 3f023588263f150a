// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes a capture that falcoj, Falco and sysdig read: first the state of the machine, then events.
 * Follows the format of libs 0.25, in its newest versions of blocks. Nothing is kept but one block
 * at a time. Not thread-safe.
 *
 * <pre>{@code
 * try (CaptureWriter writer = CaptureWriter.create(Path.of("trace.scap.gz"), true)) {
 *   writer.writeState(state, event.timestampNanos());
 *   writer.writeEvent(event);
 * }
 * }</pre>
 */
public final class CaptureWriter implements Closeable {

  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int MAJOR_VERSION = 1;
  private static final int MINOR_VERSION = 2;

  /** How long a section is nobody knows before it ends. */
  private static final long UNKNOWN_LENGTH = -1;

  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private final CaptureStream stream;
  private final BlockBuilder block = new BlockBuilder();
  private long events;

  private CaptureWriter(CaptureStream stream) throws IOException {
    this.stream = stream;
    writeSectionHeader();
  }

  private void writeSectionHeader() throws IOException {
    block.begin(BlockType.SECTION_HEADER).addInt(BYTE_ORDER_MAGIC);
    block.addShort(MAJOR_VERSION).addShort(MINOR_VERSION).addLong(UNKNOWN_LENGTH);
    block.writeTo(stream);
  }

  /**
   * Writes to a file, which may be there already, and which only its owner may read: it holds what
   * programs read and wrote.
   *
   * @param compressed whether to compress with gzip
   */
  public static CaptureWriter create(Path file, boolean compressed) throws IOException {
    return open(file, compressed, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes to a file that must not be there yet; else as {@link #create}. */
  public static CaptureWriter createNew(Path file, boolean compressed) throws IOException {
    return open(file, compressed, StandardOpenOption.CREATE_NEW);
  }

  private static CaptureWriter open(Path file, boolean compressed, OpenOption... options)
      throws IOException {
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(StandardOpenOption.WRITE);
    return to(Channels.newOutputStream(FileChannel.open(file, all, OWNER_ONLY)), compressed);
  }

  /**
   * Writes to a stream.
   *
   * @param output closed with the writer
   */
  public static CaptureWriter to(OutputStream output, boolean compressed) throws IOException {
    CaptureStream stream = new CaptureStream(output, compressed);
    try {
      return new CaptureWriter(stream);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  /**
   * Writes what is known of the machine. Call it before the first event; where another recording
   * follows, call it again.
   *
   * @param nanos when it is so; the time of what only events can tell
   */
  public void writeState(SystemState state, long nanos) throws IOException {
    if (events > 0) {
      writeSectionHeader();
    }
    new StateWriter(stream, block).write(state, nanos);
  }

  /** Writes an event that rules look at. */
  public void writeEvent(SyscallEvent event) throws IOException {
    writeEvent(event.raw(), event.cpu(), false);
  }

  /**
   * Writes an event.
   *
   * @param stateOnly whether rules are not to look at it when the capture is read
   */
  public void writeEvent(RawEvent event, int cpu, boolean stateOnly) throws IOException {
    boolean large = EventLayout.lengthSize(event.typeCode()) == Integer.BYTES;
    if (stateOnly) {
      block.begin(large ? BlockType.EVENT_WITH_FLAGS_V2_LARGE : BlockType.EVENT_WITH_FLAGS_V2);
      block.addShort(cpu).addInt(CaptureReplay.STATE_ONLY);
    } else {
      block.begin(large ? BlockType.EVENT_V2_LARGE : BlockType.EVENT_V2).addShort(cpu);
    }
    block.addBytes(event.array(), event.offset(), event.length()).writeTo(stream);
    events++;
  }

  /** How many events were written. */
  public long events() {
    return events;
  }

  /** How many bytes were written where they are stored; what is in buffers does not count. */
  public long writtenBytes() {
    return stream.writtenBytes();
  }

  /** Passes on what is in buffers, so that it can be read. */
  public void flush() throws IOException {
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

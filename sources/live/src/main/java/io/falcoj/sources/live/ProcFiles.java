// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import io.falcoj.sources.syscall.layout.EventLayout;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads files, links and attributes below {@code /proc}. What they hold may be anything: names are
 * bytes in no encoding, which is why links are read through the C library; and nothing is read that
 * a process could make hang, such as the attributes of a file in a file system of its own. What
 * cannot be read is empty, or zero: processes go at any time. Not thread-safe.
 */
final class ProcFiles {

  private static final byte[] NOTHING = {};
  private static final int MAX_LINK = 4096;

  /** {@code AT_FDCWD}. */
  private static final int CURRENT_DIRECTORY = -100;

  /** {@code AT_STATX_DONT_SYNC}: no file system is asked what it does not know already. */
  private static final int DO_NOT_SYNC = 0x4000;

  /** {@code STATX_BASIC_STATS}. */
  private static final int BASIC_ATTRIBUTES = 0x7FF;

  private static final int ATTRIBUTES_LENGTH = 256;
  private static final int OWNER = 20;
  private static final int GROUP = 24;
  private static final int MODE = 28;
  private static final int INODE = 32;
  private static final int CHANGE_TIME = 96;
  private static final int MODIFICATION_TIME = 112;
  private static final int DEVICE_MAJOR = 136;
  private static final int DEVICE_MINOR = 140;
  private static final int NANOS_OFFSET = Long.BYTES;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final int TYPE_MASK = 0xF000;
  private static final int DIRECTORY = 0x4000;
  private static final int FIFO = 0x1000;
  private static final int SOCKET = 0xC000;

  static {
    Native.register(ProcFiles.class, Platform.C_LIBRARY_NAME);
  }

  private final byte[] link = new byte[MAX_LINK];
  private final byte[] attributes = new byte[ATTRIBUTES_LENGTH];
  private byte[] content = new byte[1 << 12];

  private static native int statx(
      int directory, byte[] path, int flags, int mask, byte[] attributes);

  private static native long readlink(byte[] path, byte[] target, long length);

  /** The target of a link, as bytes; empty if there is none. */
  byte[] readLink(String path) {
    long length = readlink(terminated(path), link, link.length);
    return length <= 0 ? NOTHING : Arrays.copyOf(link, (int) length);
  }

  /**
   * The first {@code limit} bytes of a file.
   *
   * @return empty if there is no such file
   */
  byte[] read(String path, int limit) {
    if (content.length < limit) {
      content = new byte[limit];
    }
    try (InputStream input = new FileInputStream(path)) {
      int length = 0;
      while (length < limit) {
        int count = input.read(content, length, limit - length);
        if (count < 0) {
          break;
        }
        length += count;
      }
      return Arrays.copyOf(content, length);
    } catch (IOException e) {
      return NOTHING;
    }
  }

  /** The first {@code limit} bytes of a file as text, byte by byte. */
  String readText(String path, int limit) {
    return new String(read(path, limit), StandardCharsets.ISO_8859_1);
  }

  /** Looks up the attributes of what a path leads to, for the methods below; false if nothing. */
  boolean lookUp(String path) {
    return statx(CURRENT_DIRECTORY, terminated(path), DO_NOT_SYNC, BASIC_ATTRIBUTES, attributes)
        == 0;
  }

  boolean isDirectory() {
    return (mode() & TYPE_MASK) == DIRECTORY;
  }

  boolean isFifo() {
    return (mode() & TYPE_MASK) == FIFO;
  }

  boolean isSocket() {
    return (mode() & TYPE_MASK) == SOCKET;
  }

  /** Type and permissions. */
  int mode() {
    return EventLayout.unsignedShortAt(attributes, MODE);
  }

  int owner() {
    return EventLayout.intAt(attributes, OWNER);
  }

  int group() {
    return EventLayout.intAt(attributes, GROUP);
  }

  long inode() {
    return EventLayout.longAt(attributes, INODE);
  }

  /** Number of the device, in the encoding of the kernel for programs. */
  int device() {
    int major = EventLayout.intAt(attributes, DEVICE_MAJOR);
    int minor = EventLayout.intAt(attributes, DEVICE_MINOR);
    return minor & 0xFF | major << 8 | (minor & ~0xFF) << 12;
  }

  long changeNanos() {
    return nanos(CHANGE_TIME);
  }

  long modificationNanos() {
    return nanos(MODIFICATION_TIME);
  }

  private long nanos(int offset) {
    return EventLayout.longAt(attributes, offset) * NANOS_PER_SECOND
        + Integer.toUnsignedLong(EventLayout.intAt(attributes, offset + NANOS_OFFSET));
  }

  private static byte[] terminated(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}

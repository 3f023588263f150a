// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A ring buffer of the kernel, mapped into this process: the kernel writes records, this side reads
 * them, without a system call. One thread reads; another may close meanwhile, which is why both are
 * locked: memory that is mapped no longer must not be touched.
 *
 * <pre>
 *   one page, written here:      where reading has come to (8 bytes)
 *   one page, only read here:    where writing has come to (8 bytes)
 *   the data, twice in a row:    records; each with a header of 8 bytes, padded to 8 bytes
 *
 *   0                       30      31       4                 8
 *   +-----------------------+-------+--------+-----------------+---------- - -
 *   | length of the record  |discard|  busy  | (of the kernel) | record
 *   +-----------------------+-------+--------+-----------------+---------- - -
 * </pre>
 *
 * <p>The data is mapped twice so that no record is broken in two. Positions only grow; their low
 * bits are places in the data.
 */
final class RingBuffer implements RecordSource, AutoCloseable {

  /** Bytes before a record. */
  static final int RECORD_HEADER_LENGTH = 8;

  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  private static final int LENGTH_MASK = DISCARDED - 1;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final Libc libc;
  private final int descriptor;
  private final Pointer ownPage;
  private final Pointer kernelPages;
  private final long kernelLength;
  private final ByteBuffer readPosition;
  private final ByteBuffer writePosition;
  private final ByteBuffer data;
  private final int mask;
  private boolean closed;

  /**
   * Maps a ring buffer.
   *
   * @param descriptor of the ring buffer; closed by {@link #close}
   * @param size of its data: a power of two and a multiple of the page size
   */
  RingBuffer(Libc libc, int descriptor, int size) throws LiveUnavailableException {
    this.libc = libc;
    this.descriptor = descriptor;
    this.mask = size - 1;
    int page = libc.getpagesize();
    this.kernelLength = page + 2L * size;
    this.ownPage = map(libc, page, Libc.PROTECTION_READ | Libc.PROTECTION_WRITE, descriptor, 0);
    Pointer pages;
    try {
      pages = map(libc, kernelLength, Libc.PROTECTION_READ, descriptor, page);
    } catch (LiveUnavailableException e) {
      libc.munmap(ownPage, page);
      throw e;
    }
    this.kernelPages = pages;
    this.readPosition = ownPage.getByteBuffer(0, Long.BYTES);
    this.writePosition = kernelPages.getByteBuffer(0, Long.BYTES);
    this.data = kernelPages.getByteBuffer(page, 2L * size);
  }

  private static Pointer map(Libc libc, long length, int protection, int descriptor, long offset)
      throws LiveUnavailableException {
    Pointer address =
        libc.mmap(Pointer.NULL, length, protection, Libc.MAP_SHARED, descriptor, offset);
    if (Pointer.nativeValue(address) == -1) {
      throw new LiveUnavailableException(
          "system calls cannot be watched: a ring buffer of "
              + length
              + " bytes cannot be mapped; free memory, or choose a smaller buf_size_preset");
    }
    return address;
  }

  @Override
  public synchronized int take(byte[] target, int offset) {
    if (closed) {
      return 0;
    }
    long start = (long) LONG.get(readPosition, 0);
    long end = (long) LONG.getAcquire(writePosition, 0);
    int room = target.length - offset;
    int taken = 0;
    while (start + taken < end) {
      int header = (int) INT.getAcquire(data, (int) (start + taken) & mask);
      if ((header & BUSY) != 0) {
        break;
      }
      int length = recordLength(header);
      if (length > room - taken) {
        break;
      }
      taken += length;
      if (((start + taken) & mask) < length) {
        // What follows begins anew at the front of the data.
        break;
      }
    }
    if (taken > 0) {
      data.get((int) start & mask, target, offset, taken);
      LONG.setRelease(readPosition, 0, start + taken);
    }
    return taken;
  }

  /** Length of a record with its header and its padding. */
  static int recordLength(int header) {
    return RECORD_HEADER_LENGTH + ((header & LENGTH_MASK) + 7 & -8);
  }

  /** Length of a record as it was written. */
  static int contentLength(int header) {
    return header & LENGTH_MASK;
  }

  /** Whether the kernel began a record and gave it up. */
  static boolean isDiscarded(int header) {
    return (header & DISCARDED) != 0;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      libc.munmap(ownPage, libc.getpagesize());
      libc.munmap(kernelPages, kernelLength);
      libc.close(descriptor);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.layout;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The layout of one event in memory, in captures and from the kernel: little-endian, packed.
 *
 * <pre>
 *  0               8               16      20  22      26
 *  +---------------+---------------+-------+---+-------+--------------------+------------+
 *  | time, ns      | thread id     |length |typ|  n    | n parameter lengths| parameters |
 *  +---------------+---------------+-------+---+-------+--------------------+------------+
 * </pre>
 *
 * <p>The length counts the whole event, header included. A parameter length takes two bytes, or
 * four for the types flagged {@code LARGE_PAYLOAD}.
 */
public final class EventLayout {

  /** Where the time stamp stands: nanoseconds since the epoch. */
  public static final int TIME_OFFSET = 0;

  /** Where the id of the thread stands. */
  public static final int THREAD_OFFSET = 8;

  /** Where the length of the whole event stands. */
  public static final int LENGTH_OFFSET = 16;

  /** Where the type code stands. */
  public static final int TYPE_OFFSET = 20;

  /** Where the number of parameters stands. */
  public static final int COUNT_OFFSET = 22;

  /** Bytes before the parameter lengths. */
  public static final int HEADER_LENGTH = 26;

  /** More parameters than any event of any version has. */
  public static final int MAX_PARAMETERS = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final boolean[] LARGE = new boolean[EventTable.SIZE];

  static {
    for (EventType type : EventTable.standard().types()) {
      LARGE[type.code()] = type.flags().contains("LARGE_PAYLOAD");
    }
  }

  private EventLayout() {}

  /** Bytes of each parameter length of an event of a type. */
  public static int lengthSize(int typeCode) {
    return LARGE[typeCode] ? Integer.BYTES : Short.BYTES;
  }

  /**
   * The bytes of an event.
   *
   * @param nanos its time in nanoseconds since the epoch
   * @param parameters the bytes of each; empty for one without a value
   */
  public static byte[] encode(EventType type, long nanos, long tid, List<byte[]> parameters) {
    int lengthSize = lengthSize(type.code());
    int lengthOffset = HEADER_LENGTH;
    int offset = HEADER_LENGTH + parameters.size() * lengthSize;
    int length = offset;
    for (byte[] parameter : parameters) {
      length = Math.addExact(length, parameter.length);
    }
    byte[] event = new byte[length];
    putLong(event, TIME_OFFSET, nanos);
    putLong(event, THREAD_OFFSET, tid);
    putInt(event, LENGTH_OFFSET, length);
    putShort(event, TYPE_OFFSET, type.code());
    putInt(event, COUNT_OFFSET, parameters.size());
    for (byte[] parameter : parameters) {
      if (lengthSize == Short.BYTES) {
        putShort(event, lengthOffset, parameter.length);
      } else {
        putInt(event, lengthOffset, parameter.length);
      }
      System.arraycopy(parameter, 0, event, offset, parameter.length);
      lengthOffset += lengthSize;
      offset += parameter.length;
    }
    return event;
  }

  /** The eight bytes at {@code offset}. */
  public static long longAt(byte[] array, int offset) {
    return (long) LONG.get(array, offset);
  }

  /** The four bytes at {@code offset}. */
  public static int intAt(byte[] array, int offset) {
    return (int) INT.get(array, offset);
  }

  /** The two bytes at {@code offset}, without sign. */
  public static int unsignedShortAt(byte[] array, int offset) {
    return (short) SHORT.get(array, offset) & 0xFFFF;
  }

  /** A number with sign of 1, 2, 4 or 8 bytes at {@code offset}; 0 for any other length. */
  public static long signedAt(byte[] array, int offset, int length) {
    return switch (length) {
      case Byte.BYTES -> array[offset];
      case Short.BYTES -> (short) unsignedShortAt(array, offset);
      case Integer.BYTES -> intAt(array, offset);
      case Long.BYTES -> longAt(array, offset);
      default -> 0;
    };
  }

  /** A number without sign of 1, 2, 4 or 8 bytes at {@code offset}; 0 for any other length. */
  public static long unsignedAt(byte[] array, int offset, int length) {
    long value = signedAt(array, offset, length);
    return length >= Long.BYTES ? value : value & (1L << Byte.SIZE * length) - 1;
  }

  /** Writes eight bytes at {@code offset}. */
  public static void putLong(byte[] array, int offset, long value) {
    LONG.set(array, offset, value);
  }

  /** Writes four bytes at {@code offset}. */
  public static void putInt(byte[] array, int offset, int value) {
    INT.set(array, offset, value);
  }

  /** Writes the low two bytes of {@code value} at {@code offset}. */
  public static void putShort(byte[] array, int offset, int value) {
    SHORT.set(array, offset, (short) value);
  }
}

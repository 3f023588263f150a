// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.EventLayout;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a small capture, block by block. Texts are UTF-8. */
public final class CaptureBuilder {

  /** When the first event happens; each of the next a microsecond later. */
  public static final long START_NANOS = 1_700_000_000_000_000_000L;

  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int MAX_BLOCK_LENGTH = 1 << 14;
  private static final Map<String, EventType> TYPES = new HashMap<>();

  static {
    EventTable.standard().types().forEach(type -> TYPES.put(type.identifier(), type));
  }

  private final ByteArrayOutputStream capture = new ByteArrayOutputStream();
  private long nanos = START_NANOS;

  /** A capture with nothing but its header. */
  public CaptureBuilder() {
    section();
  }

  /** Another capture, appended to what is written so far. */
  public CaptureBuilder section() {
    ByteBuffer body = body();
    body.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 2).putLong(-1);
    return block(BlockType.SECTION_HEADER, body);
  }

  /** What is written so far. */
  public byte[] toBytes() {
    return capture.toByteArray();
  }

  /** When the next event happens, in nanoseconds since the epoch. */
  public long nanos() {
    return nanos;
  }

  /** The next event happens so many seconds later; earlier if negative. */
  public CaptureBuilder after(long seconds) {
    nanos += seconds * 1_000_000_000L;
    return this;
  }

  /** A machine of two processors. */
  public CaptureBuilder machine(String hostname) {
    ByteBuffer body = body();
    body.putInt(2).putLong(1L << 34).putLong(1 << 22);
    byte[] name = hostname.getBytes(StandardCharsets.UTF_8);
    body.put(name).position(body.position() + 128 - name.length);
    body.putLong(START_NANOS).putLong(0).putLong(0).putLong(0);
    return block(BlockType.MACHINE_INFO, body);
  }

  /** A thread, in the form of the present; its main thread is {@code pid}. */
  public CaptureBuilder thread(long tid, long pid, long parent, String name, String cgroups) {
    ByteBuffer body = body();
    body.putInt(0).putLong(tid).putLong(pid).putLong(parent).putLong(pid).putLong(pid);
    sized(body, name);
    sized(body, "/bin/" + name);
    sized(body, "/bin/" + name);
    sized(body, "-l\0/tmp\0");
    sized(body, "/home/");
    body.putLong(1024).putInt(0).putInt(1000).putInt(1000).putInt(9).putInt(8).putInt(7);
    body.putLong(6).putLong(5);
    sized(body, "HOME=/home\0");
    body.putLong(tid).putLong(pid);
    sized(body, cgroups);
    sized(body, "/");
    body.putLong(START_NANOS).putInt(34816).putInt(1000).put((byte) 1);
    body.putLong(1).putLong(2).putLong(3).put((byte) 0).putLong(77).putLong(4).putLong(5);
    body.put((byte) 0).put((byte) 0).putLong(pid);
    body.putInt(0, body.position());
    return block(BlockType.PROCESSES_V9, body);
  }

  /** A thread, in the form of the first captures. */
  public CaptureBuilder oldThread(long tid, String name) {
    ByteBuffer body = body();
    body.putLong(tid).putLong(tid).putLong(1);
    sized(body, name);
    sized(body, "/bin/" + name);
    sized(body, "");
    sized(body, "/");
    body.putLong(1024).putInt(0).putInt(0).putInt(0);
    return block(BlockType.PROCESSES_V1, body);
  }

  /** Open descriptors of a thread, from 3 up: a file and sockets of every family. */
  public CaptureBuilder descriptors(long tid) {
    ByteBuffer body = body();
    body.putLong(tid);
    ByteBuffer file = descriptor(body, 3, 9);
    file.putInt(1);
    sized(file, "/etc/hosts");
    close(file.putInt(2049), body);
    ByteBuffer ipv4 = descriptor(body, 4, 3);
    close(ipv4.putInt(0x0100000A).putInt(0x0200000A).putInt(0x0050_1F90).put((byte) 1), body);
    ByteBuffer ipv6 = descriptor(body, 5, 4);
    ipv6.putLong(0).putLong(1).putLong(0).putLong(2);
    close(ipv6.putInt(0x0050_1F90).put((byte) 2), body);
    ByteBuffer server = descriptor(body, 6, 5);
    close(server.putInt(0).putShort((short) 8080).put((byte) 1), body);
    ByteBuffer unix = descriptor(body, 7, 7);
    unix.putLong(1).putLong(2);
    sized(unix, "/run/s");
    close(unix, body);
    return block(BlockType.DESCRIPTORS_V2, body);
  }

  /** Opens an entry: its length comes with {@link #close}. */
  private static ByteBuffer descriptor(ByteBuffer body, long number, int type) {
    return body().putLong(number).putLong(1000 + number).put((byte) type);
  }

  private static void close(ByteBuffer entry, ByteBuffer body) {
    entry.flip();
    body.putInt(Integer.BYTES + entry.remaining()).put(entry);
  }

  /** The addresses 10.0.0.1/8 and ::1. */
  public CaptureBuilder networkInterfaces() {
    ByteBuffer body = body();
    ByteBuffer ipv4 = body().putShort((short) 1).putShort((short) 4);
    ipv4.putInt(0x0100000A).putInt(0xFF).putInt(0xFFFFFF0A).putLong(0);
    ipv4.put(utf8("eth0"));
    body.putInt(ipv4.position()).put(ipv4.flip());
    ByteBuffer ipv6 = body().putShort((short) 4).putShort((short) 2);
    ipv6.putLong(0).putLong(1L << 56).putLong(-1).putLong(-1).putLong(0).putLong(0);
    ipv6.put(utf8("lo"));
    body.putInt(ipv6.position()).put(ipv6.flip());
    return block(BlockType.INTERFACES_V2, body);
  }

  /** A user and a group. */
  public CaptureBuilder users() {
    ByteBuffer body = body();
    ByteBuffer user = body().put((byte) 0).putInt(1000).putInt(1000);
    sized(user, "me");
    sized(user, "/home");
    sized(user, "/bin/sh");
    close(user, body);
    ByteBuffer group = body().put((byte) 1).putInt(1000);
    sized(group, "we");
    close(group, body);
    return block(BlockType.USERS_V2, body);
  }

  /**
   * An event.
   *
   * @param parameters numbers, as wide as the event table says; texts, which get their end mark; or
   *     bytes
   */
  public CaptureBuilder event(String identifier, long tid, Object... parameters) {
    EventType type = type(identifier);
    return event(BlockType.EVENT_WITH_FLAGS_V2_LARGE, type.code(), tid, bytes(type, parameters));
  }

  /** An event in the form of the first captures, which do not tell the number of parameters. */
  public CaptureBuilder oldEvent(String identifier, long tid, Object... parameters) {
    EventType type = type(identifier);
    return event(BlockType.EVENT, type.code(), tid, bytes(type, parameters));
  }

  /** An event whose parameters may be of any length, as far as their lengths can be written. */
  public CaptureBuilder event(int typeCode, long tid, List<byte[]> parameters) {
    return event(BlockType.EVENT_V2, typeCode, tid, parameters);
  }

  private CaptureBuilder event(int blockType, int typeCode, long tid, List<byte[]> parameters) {
    ByteBuffer body = body();
    body.putShort((short) 1);
    if (BlockType.hasFlags(blockType)) {
      body.putInt(0);
    }
    int start = body.position();
    body.putLong(nanos).putLong(tid).putInt(0).putShort((short) typeCode);
    if (!BlockType.lacksParameterCount(blockType)) {
      body.putInt(parameters.size());
    }
    for (byte[] parameter : parameters) {
      if (EventLayout.lengthSize(typeCode) == Short.BYTES) {
        body.putShort((short) parameter.length);
      } else {
        body.putInt(parameter.length);
      }
    }
    parameters.forEach(body::put);
    body.putInt(start + EventLayout.LENGTH_OFFSET, body.position() - start);
    nanos += 1000;
    return block(blockType, body);
  }

  /** The type of events with an identifier. */
  public static EventType type(String identifier) {
    EventType type = TYPES.get(identifier);
    if (type == null) {
      throw new IllegalArgumentException("no event type " + identifier);
    }
    return type;
  }

  private static List<byte[]> bytes(EventType type, Object[] parameters) {
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      if (parameter instanceof byte[] raw) {
        bytes.add(raw);
      } else if (parameter instanceof String text) {
        bytes.add(utf8(text + "\0"));
      } else {
        int width = Conversions.standard().minLength(type.code(), i);
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        number.putLong(((Number) parameter).longValue());
        bytes.add(Arrays.copyOf(number.array(), width));
      }
    }
    return bytes;
  }

  private CaptureBuilder block(int type, ByteBuffer body) {
    while (body.position() % Integer.BYTES != 0) {
      body.put((byte) 0);
    }
    int length = body.position() + 3 * Integer.BYTES;
    ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(type).putInt(length).put(body.flip()).putInt(length);
    capture.writeBytes(block.array());
    return this;
  }

  private static ByteBuffer body() {
    return ByteBuffer.allocate(MAX_BLOCK_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void sized(ByteBuffer body, String text) {
    byte[] bytes = utf8(text);
    body.putShort((short) bytes.length).put(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.syslog;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A connected Unix socket, by Linux's numbers. Of datagrams, which Java has not; of a stream, where
 * that is what listens. Not thread-safe.
 */
final class UnixSocket implements Closeable {

  /** The functions of the C library; a failure is a {@link LastErrorException}. */
  private interface LibC extends Library {
    int socket(int domain, int type, int protocol) throws LastErrorException;

    int connect(int socket, byte[] address, int length) throws LastErrorException;

    int setsockopt(int socket, int level, int option, byte[] value, int length)
        throws LastErrorException;

    NativeLong send(int socket, byte[] bytes, NativeLong length, int flags)
        throws LastErrorException;

    int close(int socket) throws LastErrorException;
  }

  /** Loaded when the first socket is opened. */
  private static final class Holder {
    private static final LibC C = Native.load("c", LibC.class);
  }

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDTIMEO = 21;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int EAGAIN = 11;
  private static final int EMSGSIZE = 90;
  private static final int EPROTOTYPE = 91;
  private static final int LONGEST_PATH = 107;

  private final int socket;
  private final boolean isStream;

  private UnixSocket(int socket, boolean isStream) {
    this.socket = socket;
    this.isStream = isStream;
  }

  /** A message is too long for a datagram. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** A message was not taken in time. */
  static final class TimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    TimeoutException() {
      super("the system's log does not take the message in time");
    }
  }

  /**
   * Connects to a socket.
   *
   * @param timeoutMillis how long a message may take
   * @throws IOException if nobody listens there, or the C library cannot be called
   */
  static UnixSocket connect(Path path, int timeoutMillis) throws IOException {
    try {
      return open(path, SOCK_DGRAM, timeoutMillis);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != EPROTOTYPE) {
        throw failure(path, e);
      }
    } catch (LinkageError e) {
      throw new IOException("the C library cannot be called: " + e.getMessage(), e);
    }
    try {
      return open(path, SOCK_STREAM, timeoutMillis);
    } catch (LastErrorException e) {
      throw failure(path, e);
    }
  }

  private static UnixSocket open(Path path, int type, int timeoutMillis) throws IOException {
    byte[] address = address(path);
    int socket = Holder.C.socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
    UnixSocket opened = new UnixSocket(socket, type == SOCK_STREAM);
    try {
      byte[] timeout = timeval(timeoutMillis);
      Holder.C.setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, timeout, timeout.length);
      Holder.C.connect(socket, address, address.length);
      return opened;
    } catch (LastErrorException e) {
      opened.close();
      throw e;
    }
  }

  /** A {@code sockaddr_un}: the family, the path, a zero. */
  private static byte[] address(Path path) throws IOException {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length > LONGEST_PATH) {
      throw new IOException(path + ": the path is too long for a socket");
    }
    return ByteBuffer.allocate(Short.BYTES + name.length + 1)
        .order(ByteOrder.nativeOrder())
        .putShort((short) AF_UNIX)
        .put(name)
        .array();
  }

  /** A {@code timeval}: seconds and microseconds, both as wide as a C {@code long}. */
  private static byte[] timeval(int millis) {
    ByteBuffer value = ByteBuffer.allocate(2 * NativeLong.SIZE).order(ByteOrder.nativeOrder());
    if (NativeLong.SIZE == Long.BYTES) {
      value.putLong(millis / 1000).putLong(millis % 1000 * 1000L);
    } else {
      value.putInt(millis / 1000).putInt(millis % 1000 * 1000);
    }
    return value.array();
  }

  /**
   * Sends a message: a datagram, or in a stream what ends with a zero byte.
   *
   * @throws TooLongException if it is too long; a shorter one may not be
   * @throws TimeoutException if it is not taken in time
   */
  void send(byte[] message, int length) throws IOException {
    try {
      if (isStream) {
        sendAll(message, length);
        sendAll(new byte[1], 1);
      } else {
        Holder.C.send(socket, message, new NativeLong(length), MSG_NOSIGNAL);
      }
    } catch (LastErrorException e) {
      if (e.getErrorCode() == EMSGSIZE) {
        throw new TooLongException();
      }
      if (e.getErrorCode() == EAGAIN) {
        throw new TimeoutException();
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  private void sendAll(byte[] bytes, int length) {
    int sent = 0;
    while (sent < length) {
      byte[] rest = Arrays.copyOfRange(bytes, sent, length);
      sent += Holder.C.send(socket, rest, new NativeLong(rest.length), MSG_NOSIGNAL).intValue();
    }
  }

  private static IOException failure(Path path, LastErrorException e) {
    return new IOException(path + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      Holder.C.close(socket);
    } catch (LastErrorException e) {
      // It is closed all the same.
    }
  }
}

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
import java.nio.file.Files;
import java.nio.file.Path;

/** A socket that takes datagrams, as the system's log has one. */
final class DatagramPeer implements Closeable {

  /** The functions of the C library. */
  private interface LibC extends Library {
    int socket(int domain, int type, int protocol) throws LastErrorException;

    int bind(int socket, byte[] address, int length) throws LastErrorException;

    NativeLong recv(int socket, byte[] bytes, NativeLong length, int flags)
        throws LastErrorException;

    int close(int socket) throws LastErrorException;
  }

  private static final LibC C = Native.load("c", LibC.class);
  private static final int LONGEST = 1 << 20;

  private final Path path;
  private final int socket;

  private DatagramPeer(Path path, int socket) {
    this.path = path;
    this.socket = socket;
  }

  static DatagramPeer listen(Path path) {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    byte[] address =
        ByteBuffer.allocate(Short.BYTES + name.length + 1)
            .order(ByteOrder.nativeOrder())
            .putShort((short) 1)
            .put(name)
            .array();
    int socket = C.socket(1, 2, 0);
    C.bind(socket, address, address.length);
    return new DatagramPeer(path, socket);
  }

  /** The next datagram; waits for it. */
  String receive() {
    byte[] bytes = new byte[LONGEST];
    int length = C.recv(socket, bytes, new NativeLong(bytes.length), 0).intValue();
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    C.close(socket);
    Files.deleteIfExists(path);
  }
}

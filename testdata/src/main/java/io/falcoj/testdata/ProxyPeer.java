// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy for HTTP and, by CONNECT, for all else. Whatever host it is asked for, it asks a server
 * of the test, and remembers the heads of what it was asked.
 */
public final class ProxyPeer implements Closeable {

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final int target;

  private ProxyPeer(int target) throws IOException {
    this.target = target;
    inBackground(this::serve);
  }

  /** A proxy to a port of this machine. */
  public static ProxyPeer to(int port) throws IOException {
    return new ProxyPeer(port);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Request lines and headers of all requests so far, as they came. */
  public List<String> heads() {
    return heads;
  }

  private void serve() throws IOException {
    while (true) {
      Socket client = listening.accept();
      inBackground(() -> handle(client));
    }
  }

  private void handle(Socket client) throws IOException {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      String head = head(client.getInputStream());
      heads.add(head);
      if (head.startsWith("CONNECT ")) {
        write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
      } else {
        write(server.getOutputStream(), head.replaceFirst(" http://[^/ ]+", " "));
      }
      inBackground(() -> server.getInputStream().transferTo(client.getOutputStream()));
      client.getInputStream().transferTo(server.getOutputStream());
    }
  }

  private static String head(InputStream input) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = input.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  private static void write(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.ISO_8859_1));
    output.flush();
  }

  /** Something that ends when a connection does. */
  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }

  private static void inBackground(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // One of the ends has gone.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

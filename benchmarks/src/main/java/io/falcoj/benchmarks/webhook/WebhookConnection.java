// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.webhook;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection to a webhook over plain HTTP. */
final class WebhookConnection implements Closeable {

  private static final int ANSWER_TIMEOUT_MILLIS = 60_000;
  private static final String LENGTH = "content-length:";

  private final URI uri;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  WebhookConnection(URI uri) throws IOException {
    this.uri = uri;
    socket = new Socket(uri.getHost(), uri.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Posts a body; returns the status of the answer. */
  int post(byte[] body) throws IOException {
    head("Content-Length: " + body.length);
    out.write(body);
    return answer();
  }

  /** Begins a body of unknown length. */
  void beginChunked() throws IOException {
    head("Transfer-Encoding: chunked");
  }

  void chunk(byte[] bytes) throws IOException {
    ascii(Integer.toHexString(bytes.length) + "\r\n");
    out.write(bytes);
    ascii("\r\n");
  }

  /** Ends the body; returns the status of the answer. */
  int endChunked() throws IOException {
    ascii("0\r\n\r\n");
    return answer();
  }

  private void head(String length) throws IOException {
    ascii(
        "POST "
            + uri.getPath()
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + "\r\nContent-Type: application/json\r\n"
            + length
            + "\r\n\r\n");
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("the connection was closed without an answer");
      }
      line.append((char) next);
      next = in.read();
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

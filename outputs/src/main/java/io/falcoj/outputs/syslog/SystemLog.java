// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.syslog;

import io.falcoj.engine.Priority;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The log of the system. Messages look as those of the C library's {@code syslog}, which Falco
 * calls: {@code <12>Nov 22 16:04:05 falcoj: message}, with the facility {@code user}. Thread-safe.
 */
public final class SystemLog implements Closeable {

  /** Where the system's log listens. */
  public static final Path SOCKET = Path.of("/dev/log");

  private static final int FACILITY_USER = 1 << 3;
  private static final int TIMEOUT_MILLIS = 5000;

  /** Messages that the log does not take are cut to half their length, but not below this. */
  private static final int SHORTEST_CUT = 1 << 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

  private final Path path;
  private final String name;
  private final int timeoutMillis;
  private @Nullable UnixSocket socket;

  /**
   * @param name of the program, as messages tell it
   */
  public SystemLog(Path path, String name) {
    this(path, name, TIMEOUT_MILLIS);
  }

  /**
   * @param timeoutMillis how long a message may take
   */
  SystemLog(Path path, String name, int timeoutMillis) {
    this.path = path;
    this.name = name;
    this.timeoutMillis = timeoutMillis;
  }

  /** Whether somebody listens, as far as the file system tells. */
  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * Sends a message. One that is too long for the log is cut.
   *
   * @param text from its position to its limit, which stay; no line feed behind it
   * @throws IOException if nobody listens, or not in time
   */
  public synchronized void send(Priority priority, ByteBuffer text) throws IOException {
    byte[] message = message(priority, text);
    boolean wasOpen = socket != null;
    try {
      sendCut(message);
    } catch (UnixSocket.TimeoutException e) {
      throw e;
    } catch (IOException e) {
      close();
      if (!wasOpen) {
        throw e;
      }
      // Who listened has gone; another may have come.
      sendCut(message);
    }
  }

  private byte[] message(Priority priority, ByteBuffer text) {
    String header =
        "<%d>%s %s: "
            .formatted(FACILITY_USER | priority.ordinal(), TIME.format(ZonedDateTime.now()), name);
    byte[] start = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(start.length + text.remaining())
        .put(start)
        .put(text.duplicate())
        .array();
  }

  private void sendCut(byte[] message) throws IOException {
    UnixSocket open = socket;
    if (open == null) {
      open = UnixSocket.connect(path, timeoutMillis);
      socket = open;
    }
    int length = message.length;
    while (true) {
      try {
        open.send(message, length);
        return;
      } catch (UnixSocket.TooLongException e) {
        length = wholeCharacters(message, length / 2);
        if (length < SHORTEST_CUT) {
          throw e;
        }
      }
    }
  }

  /** The largest length up to this at which no character is cut. */
  private static int wholeCharacters(byte[] utf8, int length) {
    int end = length;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  /** Closes the socket; the next message opens it again. */
  @Override
  public synchronized void close() {
    UnixSocket open = socket;
    if (open != null) {
      socket = null;
      open.close();
    }
  }
}

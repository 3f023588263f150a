// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One run of a program, with a thread that carries away what it writes. */
final class RunningProgram {

  /**
   * So long what an ended program wrote may take to arrive. It arrives at once, unless a program
   * that it left behind goes on writing.
   */
  private static final long LAST_WORDS_MILLIS = 200;

  private final Process process;
  private final Thread reader;

  private RunningProgram(Process process, OutputStream standardOutput) {
    this.process = process;
    this.reader =
        new Thread(() -> copy(process.getInputStream(), standardOutput), "falcoj-program");
    this.reader.setDaemon(true);
  }

  /** Starts a program; its standard error is that of this process. */
  static RunningProgram start(String command, OutputStream standardOutput) throws IOException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", command).redirectError(Redirect.INHERIT).start();
    RunningProgram running = new RunningProgram(process, standardOutput);
    running.reader.start();
    return running;
  }

  private static void copy(InputStream from, OutputStream to) {
    byte[] buffer = new byte[1 << 13];
    try (from) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      // Nobody reads: the program learns that from its next write, since the stream is closed.
    }
  }

  /** Hands bytes over; waits until the program has room for them. */
  void write(ByteBuffer bytes) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    input.flush();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** Status of a program that has ended. */
  int status() {
    return process.exitValue();
  }

  /** Says that no more comes, and waits for the end. */
  int finish() throws InterruptedException {
    closeInput();
    int status = process.waitFor();
    reader.join(LAST_WORDS_MILLIS);
    return status;
  }

  /**
   * Says that no more comes, and waits for the end.
   *
   * @return whether it came in time
   */
  boolean finish(Duration patience) throws InterruptedException {
    closeInput();
    boolean ended = process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (ended) {
      reader.join(LAST_WORDS_MILLIS);
    }
    return ended;
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  /** Ends it and all that it has started, so that nobody holds its input open. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

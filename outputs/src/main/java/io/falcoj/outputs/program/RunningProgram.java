// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of a program, with a thread that carries away what it writes. Where the system has {@code
 * setsid}, the program and all that it starts are a process group of their own, which can be ended
 * as one; it ends with this process, too.
 */
final class RunningProgram {

  /**
   * So long what an ended program wrote may take to arrive. It arrives at once, unless a program
   * that it left behind goes on writing.
   */
  private static final long LAST_WORDS_MILLIS = 200;

  /** So long a program that was told to end may take. */
  private static final long TO_END_MILLIS = 1000;

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;
  private final Thread reader;
  private final Thread atExit = new Thread(this::end, "falcoj-program-end");

  private RunningProgram(Process process, OutputStream standardOutput) {
    this.process = process;
    this.reader =
        new Thread(() -> copy(process.getInputStream(), standardOutput), "falcoj-program");
    this.reader.setDaemon(true);
  }

  /** Starts a program; its standard error is that of this process. */
  static RunningProgram start(String command, OutputStream standardOutput) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", command));
    if (Files.isExecutable(SETSID)) {
      arguments.add(0, SETSID.toString());
    }
    Process process = new ProcessBuilder(arguments).redirectError(Redirect.INHERIT).start();
    RunningProgram running = new RunningProgram(process, standardOutput);
    running.reader.start();
    running.endAtExit();
    return running;
  }

  private void endAtExit() {
    Runtime runtime = Runtime.getRuntime();
    try {
      runtime.addShutdownHook(atExit);
      process.onExit().thenRun(() -> forgetAtExit(runtime));
    } catch (IllegalStateException e) {
      // This process ends already.
      end();
    }
  }

  private void forgetAtExit(Runtime runtime) {
    try {
      runtime.removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process ends; the hook finds nothing to do.
    }
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
   * Says that no more comes, and waits for the end; brings it about if it does not come in time.
   *
   * @return whether it came in time
   */
  boolean finish(Duration patience) throws InterruptedException {
    closeInput();
    boolean inTime;
    try {
      inTime = process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      kill(withDescendants());
      throw e;
    }
    if (!inTime) {
      end();
    }
    reader.join(LAST_WORDS_MILLIS);
    return inTime;
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  /** Ends it and all that it has started: tells them to end, and kills what still runs then. */
  void end() {
    List<ProcessHandle> all = withDescendants();
    if (!signalGroup("TERM")) {
      all.forEach(ProcessHandle::destroy);
    }
    try {
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(TO_END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Killed now.
    }
    kill(all);
  }

  private void kill(List<ProcessHandle> known) {
    List<ProcessHandle> all = withDescendants();
    signalGroup("KILL");
    known.forEach(ProcessHandle::destroyForcibly);
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> withDescendants() {
    List<ProcessHandle> all = new ArrayList<>();
    all.add(process.toHandle());
    process.descendants().forEach(all::add);
    return all;
  }

  /**
   * Sends a signal to the process group, by the shell that runs programs: Java knows no groups.
   *
   * @return whether there is a group
   */
  private boolean signalGroup(String signal) {
    try {
      return new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " -" + process.pid())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

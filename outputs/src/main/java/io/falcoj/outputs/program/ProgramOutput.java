// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.program;

import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.RefusedAlertException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines to the standard input of a program that the shell runs. With {@code keepAlive} one program
 * gets them all, and is started anew when it ended; without, one is started for each alert, and
 * awaited.
 *
 * <p>A program ends when its input does. One that goes on is told to end, then killed, and all that
 * it has started with it.
 *
 * <p>What a program that ends took and did not read is lost; what it is known not to have taken is
 * written again.
 */
public final class ProgramOutput implements Output {

  /** The output's name. */
  public static final String NAME = "program";

  private static final Logger LOGGER = LoggerFactory.getLogger(ProgramOutput.class);
  private static final int RETRIES = 3;

  private final String command;
  private final boolean keepAlive;
  private final OutputStream standardOutput;
  private final Duration patience;
  private volatile @Nullable RunningProgram program;
  private volatile boolean isWriting;

  /**
   * @param command for the shell
   * @param standardOutput where what the program writes goes; never closed
   * @param patience how long to wait, when this is closed or opened anew, for the program to end;
   *     then it is ended
   */
  public ProgramOutput(
      String command, boolean keepAlive, OutputStream standardOutput, Duration patience) {
    this.command = command;
    this.keepAlive = keepAlive;
    this.standardOutput = standardOutput;
    this.patience = patience;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int retries() {
    return RETRIES;
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    isWriting = true;
    try {
      return keepAlive ? writeAll(lines, first) : writeOne(lines, first);
    } finally {
      isWriting = false;
    }
  }

  private int writeAll(AlertLines lines, int first) throws IOException {
    RunningProgram running = running();
    try {
      running.write(lines.from(first));
    } catch (IOException e) {
      program = null;
      running.end();
      throw new IOException("the program takes no more alerts: " + e.getMessage(), e);
    }
    return lines.count() - first;
  }

  private RunningProgram running() throws IOException {
    RunningProgram running = program;
    if (running == null) {
      running = RunningProgram.start(command, standardOutput);
      program = running;
    } else if (running.hasEnded()) {
      // Told, and not started at once: it may end over and over.
      program = null;
      throw new IOException("the program ended with status " + running.status());
    }
    return running;
  }

  private int writeOne(AlertLines lines, int first) throws IOException {
    RunningProgram running = RunningProgram.start(command, standardOutput);
    program = running;
    try {
      writeLine(running, lines.line(first));
      int status = running.finish();
      if (status != 0) {
        throw new RefusedAlertException("the program ended with status " + status);
      }
    } catch (InterruptedException e) {
      running.end();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the program ran");
    } finally {
      program = null;
    }
    return 1;
  }

  private static void writeLine(RunningProgram running, ByteBuffer line) {
    ByteBuffer whole = ByteBuffer.allocate(line.remaining() + 1).put(line).put((byte) '\n').flip();
    try {
      running.write(whole);
    } catch (IOException e) {
      // A program need not read what it gets; its status tells what it makes of that.
    }
  }

  @Override
  public void reopen() throws IOException {
    finish();
  }

  @Override
  public void close() throws IOException {
    RunningProgram running = program;
    if (isWriting && running != null) {
      running.end();
    } else {
      finish();
    }
  }

  /** Lets the program read to its end; ends it where it does not take that for its own. */
  private void finish() throws IOException {
    RunningProgram running = program;
    if (running == null) {
      return;
    }
    program = null;
    try {
      if (!running.finish(patience)) {
        LOGGER.warn(
            "program: it went on for {} ms after the end of its input, and was ended",
            patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the program ended");
    }
  }
}

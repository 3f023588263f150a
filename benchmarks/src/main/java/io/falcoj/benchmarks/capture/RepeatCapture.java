// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.capture;

import io.falcoj.sources.syscall.capture.CaptureFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code benchmarks/repeat-capture}. */
@Command(
    name = "repeat-capture",
    mixinStandardHelpOptions = true,
    description = "Writes a capture anew, with its events many times over.")
public final class RepeatCapture implements Callable<Integer> {

  /** Types of the blocks that hold an event, of every version. */
  private static final Set<Integer> EVENT_BLOCKS = Set.of(0x204, 0x208, 0x216, 0x217, 0x221, 0x222);

  private static final int LENGTH_OFFSET = 4;

  @Parameters(index = "0", description = "Capture to read.", paramLabel = "FILE")
  @SuppressWarnings("NullAway.Init") // picocli refuses to run without it
  private Path source;

  @Parameters(index = "1", description = "How often its events are written.", paramLabel = "TIMES")
  private int times;

  @Parameters(index = "2", description = "Capture to write.", paramLabel = "TARGET")
  @SuppressWarnings("NullAway.Init") // picocli refuses to run without it
  private Path target;

  /** Runs the command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RepeatCapture()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    byte[] capture;
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(source));
        InputStream plain = CaptureFile.decompressed(stored)) {
      capture = plain.readAllBytes();
    }
    int events = firstEvent(capture);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 20)) {
      out.write(capture, 0, events);
      for (int i = 0; i < times; i++) {
        out.write(capture, events, capture.length - events);
      }
    }
    System.out.println(Files.size(target) + " bytes: " + target);
    return 0;
  }

  private static int firstEvent(byte[] capture) {
    ByteBuffer blocks = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
    int block = 0;
    while (block < capture.length && !EVENT_BLOCKS.contains(blocks.getInt(block))) {
      block += blocks.getInt(block + LENGTH_OFFSET);
    }
    return block;
  }
}

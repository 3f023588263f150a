// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class StandardErrorTest {

  private static final byte[] LONG = ("x".repeat(1_000) + "\n").getBytes(StandardCharsets.UTF_8);

  private final PipedInputStream reader = new PipedInputStream(1_000);
  private final StandardError err;

  StandardErrorTest() throws IOException {
    err = StandardError.start(new PipedOutputStream(reader));
  }

  @Test
  void leavesOutWhatNobodyReadsAndTellsHowMuch() throws Exception {
    err.neverWait();
    for (int i = 0; i < 3_000; i++) {
      err.write(LONG, 0, LONG.length);
    }
    Thread closing = new Thread(err::close);
    closing.start();
    StringBuilder read = new StringBuilder();
    byte[] buffer = new byte[1 << 12];
    while (read.indexOf("left out here\n") < 0) {
      int count = reader.read(buffer);
      read.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    closing.join();
    long whole = read.chars().filter(character -> character == '\n').count() - 1;
    String left =
        read.toString().replaceAll("(?s).*error was not read: (\\d+) messages are .*", "$1");
    assertThat(whole + Long.parseLong(left)).isEqualTo(3_000);
  }

  @Test
  void closingEndsThoughNobodyReads() {
    err.neverWait();
    err.write(LONG, 0, LONG.length);
    err.write(LONG, 0, LONG.length);
    err.close();
    assertThat(err.checkError()).isFalse();
  }

  @Test
  void isWrittenToItsEndForWhomReadsSlowly() throws Exception {
    Thread writing =
        new Thread(
            () -> {
              for (int i = 0; i < 3_000; i++) {
                err.write(LONG, 0, LONG.length);
              }
              err.close();
            });
    writing.start();
    assertThat(reader.readNBytes(3_000 * LONG.length)).hasSize(3_000 * LONG.length);
    writing.join();
  }

  @Test
  void nobodyWaitsForAStreamThatIsClosed() {
    StandardError closed =
        StandardError.start(
            new OutputStream() {
              @Override
              public void write(int single) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    for (int i = 0; i < 3_000; i++) {
      closed.write(LONG, 0, LONG.length);
    }
    closed.close();
    assertThat(closed.checkError()).isFalse();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that is read ahead yields what it would have yielded, and fails where it fails. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReadAheadStreamTest {

  private static final long SEED = Long.getLong("falcoj.seed", 20_261_122L);
  private static final int LENGTH = 5 << 20;

  private final Random random = new Random(SEED);

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Yields as many bytes at a time as chance will have it, and tells when it is closed. */
  private static final class Drip extends ByteArrayInputStream {
    private final Random random = new Random(SEED);
    private final CountDownLatch closed = new CountDownLatch(1);

    Drip(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, 1 + random.nextInt(length));
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private static InputStream failing(Throwable failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        if (failure instanceof IOException e) {
          throw e;
        }
        throw (Error) failure;
      }
    };
  }

  @Test
  void yieldsTheBytesInOrder() throws Exception {
    byte[] bytes = bytes(LENGTH);
    Drip source = new Drip(bytes);
    try (ReadAheadStream stream = new ReadAheadStream(source)) {
      byte[] read = new byte[LENGTH];
      int at = 0;
      while (at < LENGTH) {
        if (random.nextInt(10) == 0) {
          read[at++] = (byte) stream.read();
        } else {
          int length = Math.min(LENGTH - at, random.nextInt(1 << 19));
          at += stream.read(read, at, length);
        }
      }
      assertThat(Arrays.equals(read, bytes)).as("seed %d", SEED).isTrue();
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read(read, 0, 10)).isEqualTo(-1);
      assertThat(stream.read(read, 0, 0)).isZero();
    }
    assertThat(source.closed.await(240, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void failsWhereTheStreamFailsAndEveryTimeAgain() throws Exception {
    for (Throwable failure :
        new Throwable[] {new EOFException("cut"), new IOException("bad"), new Error("worse")}) {
      byte[] bytes = bytes(1 << 20);
      try (ReadAheadStream stream =
          new ReadAheadStream(
              new SequenceInputStream(new ByteArrayInputStream(bytes), failing(failure)))) {
        assertThat(stream.readNBytes(bytes.length)).isEqualTo(bytes);
        assertThatThrownBy(stream::read).isSameAs(failure);
        assertThatThrownBy(stream::read).isSameAs(failure);
      }
    }
  }

  @Test
  void handsOnWhatCameWithoutWaitingForMore() throws Exception {
    try (PipedOutputStream writer = new PipedOutputStream();
        ReadAheadStream stream = new ReadAheadStream(new PipedInputStream(writer))) {
      for (int i = 0; i < 20; i++) {
        writer.write(i);
        writer.flush();
        assertThat(stream.read()).isEqualTo(i);
      }
    }
  }

  @Test
  void closesTheSourceWhenItIsClosedBeforeTheEnd() throws Exception {
    Drip source = new Drip(bytes(LENGTH));
    ReadAheadStream stream = new ReadAheadStream(source);
    assertThat(stream.read()).isNotNegative();
    stream.close();
    assertThat(source.closed.await(240, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptedReaderIsTold() throws Exception {
    try (PipedOutputStream writer = new PipedOutputStream();
        ReadAheadStream stream = new ReadAheadStream(new PipedInputStream(writer))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(stream::read).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

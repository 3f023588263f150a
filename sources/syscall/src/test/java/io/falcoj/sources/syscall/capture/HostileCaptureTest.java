// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No damage to a capture does more harm than the loss of what stands behind it. */
@Timeout(300)
class HostileCaptureTest {

  private static final byte[] CAPTURE = SampleCapture.bytes();

  @Test
  void theSampleIsWholeAndSmall() {
    Replays.Outcome outcome = Replays.replay(CAPTURE);
    assertThat(outcome.problem()).isNull();
    assertThat(outcome.events()).isEqualTo(SampleCapture.EVENTS);
    assertThat(CAPTURE.length).isLessThan(8 << 10);
  }

  @Test
  void everyByteMayBeDamaged() {
    IntStream.range(0, CAPTURE.length).parallel().forEach(HostileCaptureTest::damage);
  }

  /** Replays the capture with every single bit of a byte flipped, and with none and all set. */
  private static void damage(int place) {
    byte[] damaged = CAPTURE.clone();
    byte whole = damaged[place];
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      replay(damaged, place, whole ^ 1 << bit);
    }
    replay(damaged, place, 0);
    replay(damaged, place, 0xFF);
  }

  private static void replay(byte[] damaged, int place, int value) {
    damaged[place] = (byte) value;
    try {
      Replays.replay(damaged);
    } catch (RuntimeException | Error e) {
      throw new AssertionError("byte %d set to 0x%02x".formatted(place, value & 0xFF), e);
    }
  }

  @Test
  void aCaptureMayEndAnywhere() {
    int events = 0;
    for (int length = 0; length < CAPTURE.length; length++) {
      Replays.Outcome outcome = Replays.replay(Arrays.copyOf(CAPTURE, length));
      assertThat(outcome.events()).as("of %d bytes", length).isGreaterThanOrEqualTo(events);
      events = outcome.events();
      CaptureException problem = outcome.problem();
      assertThat(problem == null || problem.isTruncated() || length == 0)
          .as("%d bytes: %s", length, problem)
          .isTrue();
    }
  }

  @Test
  void bytesMayComeOneByOne() {
    InputStream slow =
        new ByteArrayInputStream(CAPTURE) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
          }
        };
    assertThat(Replays.replay(slow, CAPTURE.length).events()).isEqualTo(SampleCapture.EVENTS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122})
  void eventsOfEveryTypeMayCarryAnything(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      CaptureBuilder capture =
          new CaptureBuilder().thread(1, 1, 0, "init", "").thread(2, 2, 1, "sh", "").descriptors(2);
      for (EventType type : EventTable.standard().types()) {
        capture.event(type.code(), 1 + random.nextInt(3), parameters(type, random));
      }
      assertThat(Replays.replay(capture.toBytes()).problem()).as("seed %d", seed).isNull();
    }
  }

  private static List<byte[]> parameters(EventType type, Random random) {
    int count = Math.max(0, type.parameters().size() - random.nextInt(4) / 2);
    List<byte[]> parameters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int right = Conversions.standard().minLength(type.code(), i);
      boolean fixed = right > 0 && random.nextInt(8) > 0;
      byte[] parameter = new byte[fixed ? right : random.nextInt(40)];
      if (random.nextBoolean()) {
        random.nextBytes(parameter);
      } else if (parameter.length > 0) {
        parameter[0] = (byte) random.nextInt(12);
      }
      parameters.add(parameter);
    }
    return parameters;
  }
}

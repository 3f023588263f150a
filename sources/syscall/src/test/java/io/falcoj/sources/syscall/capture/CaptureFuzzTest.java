// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.falcoj.sources.syscall.layout.EventLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a capture that replays, or that breaks off with a place. */
class CaptureFuzzTest {

  private static final int HEADER_LENGTH = 8;
  private static final int FRAME_LENGTH = 12;

  static Stream<byte[]> seeds() {
    return Stream.of(SampleCapture.bytes());
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesReplayOrBreakOff(byte[] input) {
    Replays.replay(input);
    Replays.replay(framed(input));
  }

  /** The input with the lengths of its blocks made right, so that damage reaches what they hold. */
  private static byte[] framed(byte[] input) {
    byte[] framed = Arrays.copyOf(input, input.length & -4);
    int start = 0;
    while (framed.length - start >= FRAME_LENGTH) {
      int rest = framed.length - start;
      int length = EventLayout.intAt(framed, start + Integer.BYTES) & -4;
      if (length < FRAME_LENGTH || length > rest || rest - length < FRAME_LENGTH) {
        length = rest;
      }
      EventLayout.putInt(framed, start + Integer.BYTES, length);
      EventLayout.putInt(framed, start + length - Integer.BYTES, length);
      if (BlockType.isEvent(EventLayout.intAt(framed, start))) {
        frameEvent(framed, start, length);
      }
      start += length;
    }
    return framed;
  }

  private static void frameEvent(byte[] framed, int start, int length) {
    boolean flags = BlockType.hasFlags(EventLayout.intAt(framed, start));
    int event = start + HEADER_LENGTH + Short.BYTES + (flags ? Integer.BYTES : 0);
    int available = start + length - Integer.BYTES - event;
    int said = event + EventLayout.LENGTH_OFFSET;
    if (available >= EventLayout.HEADER_LENGTH
        && Integer.compareUnsigned(EventLayout.intAt(framed, said), available) > 0) {
      EventLayout.putInt(framed, said, available);
    }
  }
}

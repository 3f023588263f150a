// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Well-formed events of any type, with any parameters, in any order, never end a replay. */
class CaptureEventsFuzzTest {

  private static final int MAX_EVENTS = 40;
  private static final int MAX_LENGTH = 100;

  @FuzzTest
  void anyEventsReplay(FuzzedDataProvider data) {
    CaptureBuilder capture =
        new CaptureBuilder()
            .thread(1, 1, 0, "init", "")
            .thread(2, 2, 1, "sh", "")
            .thread(3, 2, 1, "sh", "")
            .descriptors(2)
            .networkInterfaces();
    for (int i = 0; i < MAX_EVENTS && data.remainingBytes() > 0; i++) {
      EventType type = EventTable.standard().type(data.consumeInt(0, EventTable.SIZE - 1));
      capture.event(type.code(), data.consumeInt(0, 4), parameters(type, data));
    }
    assertThat(Replays.replay(capture.toBytes()).problem()).isNull();
  }

  private static List<byte[]> parameters(EventType type, FuzzedDataProvider data) {
    List<byte[]> parameters = new ArrayList<>();
    int count = data.consumeInt(0, type.parameters().size());
    for (int i = 0; i < type.parameters().size() - count / 8; i++) {
      int right = Conversions.standard().minLength(type.code(), i);
      boolean fixed = right > 0 && data.consumeInt(0, 15) > 0;
      int length = fixed ? right : data.consumeInt(0, MAX_LENGTH);
      byte[] bytes = data.consumeBytes(length);
      parameters.add(fixed ? Arrays.copyOf(bytes, right) : bytes);
    }
    return parameters;
  }
}

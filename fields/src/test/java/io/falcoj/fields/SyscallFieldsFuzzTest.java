// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every field of any events can be read. */
class SyscallFieldsFuzzTest {

  private static final int MAX_EVENTS = 12;
  private static final int MAX_LENGTH = 100;

  @FuzzTest
  void everyFieldCanBeRead(FuzzedDataProvider data) {
    SyscallFieldsReader reader = new SyscallFieldsReader();
    for (int i = 0; i < MAX_EVENTS && data.remainingBytes() > 0; i++) {
      EventType type = SyscallFieldsReader.type(data.consumeInt(0, EventTable.SIZE - 1));
      reader.take(type, data.consumeInt(0, 3), parameters(type, data));
    }
  }

  private static List<byte[]> parameters(EventType type, FuzzedDataProvider data) {
    List<byte[]> parameters = new ArrayList<>();
    for (EventParameter parameter : type.parameters()) {
      int right = parameter.fixedLength();
      boolean fixed = right > 0 && data.consumeInt(0, 15) > 0;
      byte[] bytes = data.consumeBytes(fixed ? right : data.consumeInt(0, MAX_LENGTH));
      parameters.add(fixed ? Arrays.copyOf(bytes, right) : bytes);
    }
    return parameters;
  }
}

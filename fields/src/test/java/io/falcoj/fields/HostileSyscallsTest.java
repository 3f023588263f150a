// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No event makes a field throw, whatever its parameters hold. */
class HostileSyscallsTest {

  private static final int ROUNDS = 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122})
  void everyFieldOfEveryTypeOfEventCanBeRead(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      SyscallFieldsReader reader = new SyscallFieldsReader();
      for (EventType type : EventTable.standard().types()) {
        List<byte[]> parameters = parameters(type, random);
        try {
          reader.take(type, 1 + random.nextInt(3), parameters);
        } catch (RuntimeException | StackOverflowError e) {
          throw new AssertionError("seed %d, %s".formatted(seed, type.identifier()), e);
        }
      }
    }
  }

  @Test
  void fieldsWithArgumentsAreAmongThem() {
    assertThat(SyscallFieldsReader.fieldCount()).isGreaterThan(300);
  }

  private static List<byte[]> parameters(EventType type, Random random) {
    List<byte[]> parameters = new ArrayList<>();
    for (int i = random.nextInt(3) / 2; i < type.parameters().size(); i++) {
      int right = type.parameters().get(parameters.size()).fixedLength();
      byte[] parameter = new byte[right > 0 && random.nextInt(8) > 0 ? right : random.nextInt(40)];
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

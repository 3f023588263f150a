// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.000000001Z, 1",
    "1969-12-31T23:59:59.999999999Z, -1",
    "2018-10-25T13:58:49.736141Z, 1540475929736141000",
    "2018-10-25t13:58:49.736141z, 1540475929736141000",
    "2018-10-25T15:58:49.736141+02:00, 1540475929736141000",
    "2018-10-25T05:28:49.736141-08:30, 1540475929736141000",
    "2018-10-25T13:58:49.7361414999999Z, 1540475929736141499",
    "2018-10-25T13:58:49.1Z, 1540475929100000000",
    "2000-02-29T00:00:00Z, 951782400000000000",
    "2100-02-28T23:59:59Z, 4107542399000000000",
    "2016-12-31T23:59:60Z, 1483228800000000000",
    "2261-12-31T23:59:59.999999999Z, 9214646399999999999",
    "1678-01-01T00:00:00Z, -9214560000000000000"
  })
  void readsNanosecondsExactly(String text, long nanos) {
    assertThat(parse(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2018-10-25",
        "2018-10-25T13:58:49",
        "2018-10-25 13:58:49Z",
        "2018-10-25T13:58:49.Z",
        "2018-10-25T13:58:49.1",
        "2018-10-25T13:58:49ZZ",
        "2018-10-25T13:58:49+0200",
        "2018-10-25T13:58:49+24:00",
        "2018-10-25T13:58:49+02:60",
        "2018-13-25T13:58:49Z",
        "2018-00-25T13:58:49Z",
        "2018-02-29T13:58:49Z",
        "2100-02-29T13:58:49Z",
        "2018-04-31T13:58:49Z",
        "2018-10-00T13:58:49Z",
        "2018-10-25T24:58:49Z",
        "2018-10-25T13:60:49Z",
        "2018-10-25T13:58:61Z",
        "2018-1x-25T13:58:49Z",
        "+018-10-25T13:58:49Z",
        "0001-01-01T00:00:00Z",
        "2262-01-01T00:00:00Z",
        "2018-10-25T13:58:4٩Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(Rfc3339.INVALID);
  }

  @Test
  void agreesWithJavaOnRandomTimes() {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      long second = random.nextLong(-9_000_000_000L, 9_000_000_000L);
      int nano = random.nextInt(1_000_000_000);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-1079, 1080) * 60);
      OffsetDateTime time = Instant.ofEpochSecond(second, nano).atOffset(offset);
      String text = time.toString();
      if (text.matches(".*T\\d\\d:\\d\\d:.*\\d.*:.*|.*T\\d\\d:\\d\\d:\\d\\d.*Z")) {
        long expected = second * 1_000_000_000 + nano;
        assertThat(parse(text)).as("seed %d: %s", seed, text).isEqualTo(expected);
      }
    }
  }

  private static long parse(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return Rfc3339.parse(bytes, 1, bytes.length - 1);
  }
}

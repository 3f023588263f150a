// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.capture.EventConverter;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.testdata.ConformanceCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Events of older recordings, brought to the present form. */
final class EventConversionRunner implements SuiteRunner {

  @Override
  public String suite() {
    return "event-conversion";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each)));
  }

  private static void run(ConformanceCase each) {
    EventConverter converter = new EventConverter();
    JsonNode events = each.json().get("events");
    for (int i = 0; i < events.size(); i++) {
      RawEvent event = RawEventBuilder.build(events.get(i));
      long tid = event.threadId();
      JsonNode expected = expectationOf(each, i);
      EventConverter.Verdict verdict =
          switch (expected == null ? "full" : expected.get("mode").asString()) {
            case "step" -> converter.step(event);
            case "check" -> converter.check(event);
            default -> converter.convert(event);
          };
      if (expected == null) {
        continue;
      }
      assertThat(verdict.name().toLowerCase(Locale.ROOT))
          .as("event %d: %s", i, converter.error())
          .isEqualTo(expected.get("result").asString());
      if (expected.has("converted")) {
        assertThat(describe(event))
            .isEqualTo(describe(RawEventBuilder.build(expected.get("converted"))));
      }
      if (expected.has("stored")) {
        assertThat(converter.isWaiting(tid)).isEqualTo(expected.get("stored").asBoolean());
      }
    }
  }

  private static @Nullable JsonNode expectationOf(ConformanceCase each, int event) {
    for (JsonNode expected : each.expect()) {
      if (expected.get("event").asInt() == event) {
        return expected;
      }
    }
    return null;
  }

  private static List<String> describe(RawEvent event) {
    List<String> text = new ArrayList<>();
    text.add(
        "type " + event.typeCode() + " at " + event.timestampNanos() + " of " + event.threadId());
    for (int i = 0; i < event.parameterCount(); i++) {
      int offset = event.parameterOffset(i);
      text.add(
          HexFormat.of()
              .formatHex(
                  Arrays.copyOfRange(event.array(), offset, offset + event.parameterLength(i))));
    }
    return text;
  }
}

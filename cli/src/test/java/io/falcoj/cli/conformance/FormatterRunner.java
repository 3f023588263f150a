// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.testdata.ConformanceCase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the suite about output texts: that they compile, which fields they name, what they print.
 */
final class FormatterRunner implements SuiteRunner {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String suite() {
    return "formatter";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each.json(), each.expect())));
  }

  private static void run(JsonNode input, JsonNode expect) throws OutputFormatException {
    String text = input.get("format").stringValue();
    if (!expect.get("valid").booleanValue()) {
      assertThatExceptionOfType(OutputFormatException.class).isThrownBy(() -> EventFormat.of(text));
      return;
    }
    EventFormat format = EventFormat.of(text);
    if (expect.has("field_names")) {
      assertThat(format.format().fieldNames())
          .containsExactlyInAnyOrderElementsOf(
              expect.get("field_names").values().stream().map(JsonNode::stringValue).toList());
    }
    SyscallEvent event = new EventScene(input).playTo(input.get("events").size() - 1);
    boolean transformed = input.path("resolve_transformers").asBoolean(true);
    Map<String, @Nullable Object> values = format.values(event, transformed);
    checkOutput(input, expect, format, event, values);
    if (expect.has("field_values_count")) {
      assertThat(values).hasSize(expect.get("field_values_count").intValue());
    }
    expect
        .path("field_values")
        .forEachEntry(
            (name, value) ->
                assertThat(textOf(values.get(name))).as(name).isEqualTo(value.stringValue()));
  }

  private static void checkOutput(
      JsonNode input,
      JsonNode expect,
      EventFormat format,
      SyscallEvent event,
      Map<String, @Nullable Object> values) {
    StringBuilder text = new StringBuilder();
    boolean complete = format.append(event, text);
    if (expect.has("complete")) {
      assertThat(complete).isEqualTo(expect.get("complete").booleanValue());
    }
    boolean json = input.get("mode").stringValue().equals("json");
    String output = json ? jsonOf(values) : text.toString();
    if (expect.has("output")) {
      assertThat(output).isEqualTo(expect.get("output").stringValue());
    }
    if (expect.has("output_not")) {
      assertThat(output).isNotEmpty().isNotEqualTo(expect.get("output_not").stringValue());
    }
  }

  /** The whole output as JSON: an object, or null if there is no field. */
  private static String jsonOf(Map<String, @Nullable Object> values) {
    return JSON.writeValueAsString(values.isEmpty() ? null : new TreeMap<>(values));
  }

  private static String textOf(@Nullable Object value) {
    return value == null ? OutputFormat.ABSENT : value.toString();
  }
}

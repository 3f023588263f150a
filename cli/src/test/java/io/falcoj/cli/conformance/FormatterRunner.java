// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.testdata.ConformanceCase;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Runs the suite about output texts: that they compile, and which fields they name. What they print
 * takes system call events.
 */
final class FormatterRunner implements SuiteRunner {

  private static final String SYSCALL = "syscall";

  private final FieldRegistry fields =
      StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "test"));

  @Override
  public String suite() {
    return "formatter";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(
        new Check(each.id(), () -> run(each.json().get("format").stringValue(), each.expect())));
  }

  private void run(String format, JsonNode expect) throws OutputFormatException {
    if (!expect.get("valid").booleanValue()) {
      assertThatExceptionOfType(OutputFormatException.class).isThrownBy(() -> compile(format));
      return;
    }
    OutputFormat compiled = compile(format);
    if (expect.has("field_names")) {
      assertThat(compiled.fieldNames())
          .containsExactlyInAnyOrderElementsOf(
              expect.get("field_names").values().stream().map(JsonNode::stringValue).toList());
    }
    if (expect.has("output") || expect.has("output_not") || expect.has("field_values")) {
      throw new WaitingException("captures");
    }
  }

  private OutputFormat compile(String format) throws OutputFormatException {
    ConditionParser parser = new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
    return new OutputFormatCompiler(parser, new RulesetCompiler(fields, SYSCALL)::slot)
        .compile(format);
  }
}

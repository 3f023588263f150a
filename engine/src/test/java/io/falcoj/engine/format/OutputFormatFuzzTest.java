// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;

/** Any text is an output that renders, or is refused with a place in it. */
class OutputFormatFuzzTest {

  private static final ConditionParser PARSER =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
  private static final TableSlots SLOTS =
      new TableSlots()
          .text("proc.name", "cat\u0000é\n")
          .text("proc.aname", "sh", "init")
          .text("proc.aname[1]", "sh")
          .number("proc.pid", FieldType.INT64, Long.MIN_VALUE)
          .absent("fd.name")
          .list("ka.flags", "true", null)
          .text("toupper(proc.name)", "CAT");
  private static final OutputFormatCompiler COMPILER = new OutputFormatCompiler(PARSER, SLOTS);

  @DictionaryEntries({
    "%proc.name",
    "%proc.aname[1]",
    "%-10proc.pid",
    "%fd.name",
    "%ka.flags",
    "%toupper(",
    "%%",
    "*"
  })
  @FuzzTest
  void anyTextIsRenderedOrRefused(byte[] input) {
    String text = new String(input, UTF_8);
    try {
      render(COMPILER.compile(text));
      render(COMPILER.compileRuleOutput(text));
    } catch (OutputFormatException e) {
      assertThat(e.getMessage()).isNotEmpty();
      assertThat(e.offset()).isBetween(0, text.length());
    }
  }

  private static void render(OutputFormat format) {
    assertThat(format.render(SLOTS.context())).isNotNull();
    assertThat(format.allValues(SLOTS.context()).keySet())
        .containsAll(format.fieldValues(SLOTS.context()).keySet());
    assertThat(format.fieldNames()).doesNotHaveDuplicates();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.engine.Event;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An output text for system calls, on its own. */
final class EventFormat {

  private final OutputFormat format;
  private final EvalContext context;

  private EventFormat(OutputFormat format, EvalContext context) {
    this.format = format;
    this.context = context;
  }

  /**
   * Compiles a format.
   *
   * @throws OutputFormatException if it is refused
   */
  static EventFormat of(String text) throws OutputFormatException {
    RulesetCompiler compiler =
        new RulesetCompiler(
            StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "test")),
            SyscallEvent.SOURCE);
    ConditionParser parser = new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
    OutputFormat format = new OutputFormatCompiler(parser, compiler::slot).compile(text);
    return new EventFormat(format, compiler.build(RuleMatching.ALL).newContext());
  }

  /** What one field prints for an event; null if it is absent. */
  static @Nullable String printed(String field, Event event) throws OutputFormatException {
    EventFormat format = of("%" + field);
    StringBuilder text = new StringBuilder();
    return format.append(event, text) ? text.toString() : null;
  }

  /** Appends the text for an event; false if it ends before an absent field. */
  boolean append(Event event, StringBuilder text) {
    context.begin(event);
    return format.append(context, text);
  }

  /** The values of the fields and, if asked for, the transformers for an event. */
  Map<String, @Nullable Object> values(Event event, boolean transformed) {
    context.begin(event);
    return transformed ? format.allValues(context) : format.fieldValues(context);
  }

  /** The format itself. */
  OutputFormat format() {
    return format;
  }
}

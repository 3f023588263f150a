// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.testdata.ConformanceCase;
import io.falcoj.testdata.ConformanceSuite;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What falcoj says to all conditions of a suite: every file of events is gone through once, for all
 * conditions of its source.
 */
final class ConditionAnswers {

  private final Map<String, String> refusals = new HashMap<>();
  private final Map<String, Map<String, String>> matches = new HashMap<>();

  /** Answers all conditions of a suite. */
  static ConditionAnswers of(ConformanceSuite suite) throws IOException {
    ConditionAnswers answers = new ConditionAnswers();
    answers.answer(suite, AuditEvent.SOURCE, ConditionAnswers::evaluateLog);
    answers.answer(suite, SyscallEvent.SOURCE, ConditionAnswers::evaluateCapture);
    return answers;
  }

  /** Why a condition was refused; empty if it was not. */
  String refusal(String id) {
    return refusals.getOrDefault(id, "");
  }

  /** The events of a file that a condition matched, as {@link MatchedEvents} describes them. */
  String matches(String id, String file) {
    return matches.get(file).get(id);
  }

  /** Goes through a file of events. */
  @FunctionalInterface
  private interface Evaluation {
    void run(Path file, EventListener listener) throws IOException;
  }

  /** Takes the events of a file. */
  @FunctionalInterface
  private interface EventListener {
    void event(Event event);
  }

  private void answer(ConformanceSuite suite, String source, Evaluation evaluation)
      throws IOException {
    ConditionParser parser = new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
    FieldRegistry fields = StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "test"));
    RulesetCompiler compiler = new RulesetCompiler(fields, source);
    List<String> accepted = new ArrayList<>();
    TreeSet<String> files = new TreeSet<>();
    for (ConformanceCase each : suite.cases()) {
      if (!each.json().get("event_source").stringValue().equals(source)) {
        continue;
      }
      String filter = each.json().get("filter").stringValue();
      try {
        compiler.add(new RuleToCompile(each.id(), Priority.DEBUG, List.of(), parser.parse(filter)));
        accepted.add(each.id());
        files.addAll(each.expect().path("matches").propertyNames());
      } catch (ConditionSyntaxException | ConditionCompileException e) {
        refusals.put(each.id(), e.getMessage());
      }
    }
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    for (String file : files) {
      matches.put(file, matches(suite.folder().resolve(file), evaluation, ruleset, accepted));
    }
  }

  private static Map<String, String> matches(
      Path file, Evaluation evaluation, Ruleset ruleset, List<String> ids) throws IOException {
    EvalContext context = ruleset.newContext();
    MatchedEvents[] matched = new MatchedEvents[ids.size()];
    for (int i = 0; i < matched.length; i++) {
      matched[i] = new MatchedEvents();
    }
    evaluation.run(
        file,
        event ->
            ruleset.evaluate(event, context, rule -> matched[rule.index()].add(event.number())));
    Map<String, String> descriptions = new HashMap<>();
    for (int i = 0; i < matched.length; i++) {
      descriptions.put(ids.get(i), matched[i].describe());
    }
    return descriptions;
  }

  private static void evaluateLog(Path file, EventListener listener) throws IOException {
    long number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      listener.event(parse(line, number));
    }
  }

  private static AuditEvent parse(String line, long number) throws IOException {
    try {
      return AuditEvent.parse(line.getBytes(StandardCharsets.UTF_8), number);
    } catch (JsonSyntaxException e) {
      throw new IOException("line " + number, e);
    }
  }

  private static void evaluateCapture(Path file, EventListener listener) throws IOException {
    try (InputStream input = new BufferedInputStream(Files.newInputStream(file));
        InputStream capture = CaptureFile.decompressed(input)) {
      CaptureReplay replay = new CaptureReplay(capture);
      replay.open();
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        listener.event(event);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.falcoj.sources.k8saudit.AuditEvent;
import io.falcoj.testdata.ConformanceCase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the suite of random conditions: which are accepted, and which events they match. */
final class FilterDifferentialRunner implements SuiteRunner {

  private static final int DIGEST_LENGTH = 16;

  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
  private final FieldRegistry fields =
      StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "test"));
  private final Map<Path, List<AuditEvent>> events = new LinkedHashMap<>();

  @Override
  public String suite() {
    return "filter-differential";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each)));
  }

  private void run(ConformanceCase each) throws Exception {
    String source = each.json().get("event_source").stringValue();
    RulesetCompiler compiler = new RulesetCompiler(fields, source);
    String refusal = refusal(compiler, each.json().get("filter").stringValue());
    assertThat(refusal.isEmpty()).as(refusal).isEqualTo(each.expect().get("valid").booleanValue());
    JsonNode matches = each.expect().path("matches");
    if (!matches.isEmpty() && !source.equals(AuditEvent.SOURCE)) {
      throw new WaitingException("captures");
    }
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    for (String file : matches.propertyNames()) {
      JsonNode expected = matches.get(file);
      List<Long> matched = matched(ruleset, events(each.file(file)));
      assertThat(matched).hasSize(expected.get("count").intValue());
      if (!matched.isEmpty()) {
        assertThat(digest(matched)).isEqualTo(expected.get("sha256").stringValue());
      }
    }
  }

  /** Why the condition is refused; empty if it is not. */
  private String refusal(RulesetCompiler compiler, String filter) {
    try {
      compiler.add(new RuleToCompile("rule", Priority.DEBUG, List.of(), parser.parse(filter)));
      return "";
    } catch (ConditionSyntaxException | ConditionCompileException e) {
      return e.getMessage();
    }
  }

  private List<AuditEvent> events(Path file) throws Exception {
    List<AuditEvent> known = events.get(file);
    if (known != null) {
      return known;
    }
    List<AuditEvent> read = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      read.add(AuditEvent.parse(line.getBytes(StandardCharsets.UTF_8), read.size() + 1));
    }
    events.put(file, read);
    return read;
  }

  private static List<Long> matched(Ruleset ruleset, List<AuditEvent> events) {
    EvalContext context = ruleset.newContext();
    List<Long> matched = new ArrayList<>();
    for (AuditEvent event : events) {
      ruleset.evaluate(event, context, rule -> matched.add(event.number()));
    }
    return matched;
  }

  private static String digest(List<Long> numbers) throws Exception {
    StringBuilder text = new StringBuilder();
    numbers.forEach(number -> text.append(number).append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
  }
}

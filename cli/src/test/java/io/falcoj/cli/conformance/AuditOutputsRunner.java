// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.testdata.ConformanceCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the suite about what every field of audit events prints, a check for each field, and about
 * the alerts of rules on the same events.
 */
final class AuditOutputsRunner implements SuiteRunner {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final FieldSettings PLACE = new FieldSettings(ZoneOffset.UTC, "test");

  @Override
  public String suite() {
    return "audit-outputs";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    List<Check> checks = new ArrayList<>();
    List<JsonNode> expected = lines(each.file(each.expect().get("fields").stringValue()));
    Set<String> names = new TreeSet<>();
    for (JsonNode line : expected) {
      names.addAll(line.get("fields").propertyNames());
    }
    for (String name : names) {
      checks.add(new Check(each.id() + "/" + name, () -> compareField(each, expected, name)));
    }
    checks.addAll(ExpectedAlerts.checks(each, "events"));
    return checks;
  }

  private static void compareField(ConformanceCase each, List<JsonNode> expected, String name)
      throws Exception {
    RulesetCompiler compiler =
        new RulesetCompiler(new FieldRegistry(StandardFields.classes(PLACE)), AuditEvent.SOURCE);
    OutputFormat format = format(compiler, name);
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    EvalContext context = ruleset.newContext();
    List<String> events = Files.readAllLines(events(each));
    List<String> differing = new ArrayList<>();
    for (JsonNode line : expected) {
      int number = line.get("line").intValue();
      byte[] event = events.get(number - 1).getBytes(StandardCharsets.UTF_8);
      ruleset.evaluate(AuditEvent.parse(event, number), context, rule -> {});
      JsonNode found = JSON.valueToTree(format.fieldValues(context).get(name));
      JsonNode wanted = line.get("fields").path(name);
      if (!withoutAbsentElements(found).equals(wanted.isMissingNode() ? JSON.nullNode() : wanted)) {
        differing.add("line " + number + ": " + found + ", not " + wanted);
      }
    }
    assertThat(differing).isEmpty();
  }

  private static OutputFormat format(RulesetCompiler compiler, String name)
      throws OutputFormatException {
    ConditionParser parser = new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
    return new OutputFormatCompiler(parser, compiler::slot).compileRuleOutput("%" + name);
  }

  /**
   * The value as the reference prints it, which leaves out absent elements; see the row "an array
   * element without the property" of the differences.
   */
  private static JsonNode withoutAbsentElements(JsonNode value) {
    if (!value.isArray()) {
      return value;
    }
    List<JsonNode> present = value.values().stream().filter(element -> !element.isNull()).toList();
    return present.isEmpty() ? JSON.nullNode() : JSON.createArrayNode().addAll(present);
  }

  private static Path events(ConformanceCase each) {
    return each.file(each.json().get("events").stringValue());
  }

  private static List<JsonNode> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.app.Falco;
import io.falcoj.app.FalcoBuilder;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.engine.Alert;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.outputs.LineBuffer;
import io.falcoj.sources.k8saudit.AuditEvent;
import io.falcoj.testdata.ConformanceCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
    JsonNode alerts = each.expect().get("alerts");
    for (String matching : alerts.propertyNames()) {
      checks.add(
          new Check(
              each.id() + "/alerts-" + matching, () -> compareAlerts(each, alerts.get(matching))));
    }
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

  private static void compareAlerts(ConformanceCase each, JsonNode expect) throws Exception {
    FalcoBuilder builder =
        Falco.builder()
            .config(FalcoConfig.STANDARD.with(ConfigKeys.JSON_OUTPUT, true))
            .place(PLACE);
    for (JsonNode rules : expect.get("rules")) {
      builder.rules(each.file(rules.stringValue()));
    }
    Falco falco = builder.load();
    RuleMatching matching =
        RuleMatching.valueOf(expect.get("rule_matching").stringValue().toUpperCase(Locale.ROOT));
    LoadedRules loaded = falco.rules();
    RunnableRules runnable = loaded.compile(loaded.select(), matching).get(AuditEvent.SOURCE);
    List<String> alerts = new ArrayList<>();
    int number = 0;
    for (String event : Files.readAllLines(events(each))) {
      AuditEvent audit = AuditEvent.parse(event.getBytes(StandardCharsets.UTF_8), ++number);
      EvalContext context = runnable.ruleset().newContext();
      runnable
          .ruleset()
          .evaluate(
              audit,
              context,
              rule -> {
                OutputFormat output = runnable.rules().get(rule.index()).output();
                alerts.add(json(falco, alert(audit, context, rule, output)));
              });
    }
    List<String> wanted =
        lines(each.file(expect.get("file").stringValue())).stream()
            .map(JsonNode::toString)
            .toList();
    assertThat(alerts).isEqualTo(wanted);
  }

  private static Alert alert(
      AuditEvent event, EvalContext context, CompiledRule rule, OutputFormat output) {
    return new Alert(
        event.timestampNanos(),
        rule.priority(),
        rule.name(),
        rule.source(),
        output.render(context),
        output.fieldValues(context),
        rule.tags());
  }

  private static String json(Falco falco, Alert alert) {
    LineBuffer line = new LineBuffer(1024);
    falco.alertFormat().append(alert, line);
    ObjectNode json = (ObjectNode) JSON.readTree(line.toByteArray());
    json.remove("hostname");
    return json.toString();
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

// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.daemon.metrics.MetricNames;
import io.falcoj.daemon.metrics.MetricsInterval;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Plugin;
import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.rules.ConditionDetails;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.RuleMatcher;
import io.falcoj.engine.rules.RuleSelection;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.resolve.AppendOutput;
import io.falcoj.engine.rules.resolve.ConditionWarnings;
import io.falcoj.engine.rules.resolve.MacroResolver;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.trace.WrittenCondition;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprPrinter;
import io.falcoj.grammar.Span;
import io.falcoj.testdata.ConformanceCase;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs the suite about loading rules, selecting and describing them. */
final class RuleLoaderRunner implements SuiteRunner {

  /** The name of the selection that the rules' own {@code enabled} makes. */
  private static final String DEFAULT_SELECTION = "default";

  private final FieldRegistry fields =
      StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "test"));
  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);

  @Override
  public String suite() {
    return "rule-loader";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each.json(), each.expect())));
  }

  private void run(JsonNode input, JsonNode expect) throws ConditionSyntaxException {
    String kind = input.get("kind").stringValue();
    switch (kind) {
      case "load" -> load(input, expect);
      case "enable" -> enable(input);
      case "ruleset" -> steps(input.get("steps"), bareRules(input.get("rules")));
      case "plugin-requirements" -> pluginRequirements(input, expect);
      case "macros" -> macros(input, expect);
      case "details" -> details(input, expect);
      case "warning" ->
          assertThat(ConditionWarnings.of(parser.parse(text(input, "filter"))).isEmpty())
              .isEqualTo(!expect.get("warns").booleanValue());
      case "rule-wildcard" ->
          assertThat(RuleMatcher.matchesWildcard(text(input, "pattern"), text(input, "text")))
              .isEqualTo(expect.get("matches").booleanValue());
      case "sanitize-rule-name" ->
          assertThat(MetricNames.ofRule(text(input, "text"))).isEqualTo(text(expect, "result"));
      case "interval" ->
          assertThat(MetricsInterval.parseMillis(text(input, "text")).orElse(0))
              .isEqualTo(expect.get("milliseconds").longValue());
      default -> throw new AssertionError("a kind that nothing here runs: " + kind);
    }
  }

  private void load(JsonNode input, JsonNode expect) throws ConditionSyntaxException {
    RuleLoader loader = new RuleLoader(settings(input));
    String file = input.has("file") ? text(input, "file") : "rules.yaml";
    LoadResult result = loader.load(RulesFile.of(file, text(input, "rules_text")));
    LoadedRules rules = loader.rules();
    JsonNode described = rules.describe();
    for (String key : expect.propertyNames()) {
      JsonNode expected = expect.get(key);
      switch (key) {
        case "valid" ->
            assertThat(result.isSuccessful())
                .as(result.verbose())
                .isEqualTo(expected.booleanValue());
        case "schema" ->
            assertThat(result.isSchemaValid() ? "ok" : "failed")
                .as("%s", result.schemaProblems())
                .isEqualTo(expected.stringValue());
        case "has_warnings" ->
            assertThat(result.hasWarnings())
                .as(result.verbose())
                .isEqualTo(expected.booleanValue());
        case "warnings_contain" -> messagesContain(result.warnings(), expected);
        case "errors_contain" -> messagesContain(result.errors(), expected);
        case "warnings_not_contain" ->
            texts(expected)
                .forEach(text -> assertThat(messages(result.warnings())).doesNotContain(text));
        case "enabled_rules" -> assertThat(rules.select().count()).isEqualTo(expected.intValue());
        case "compiled_condition" -> compiledConditions(rules, expected);
        case "compiled_output" ->
            forEach(
                expected,
                (rule, output) ->
                    assertThat(rule(rules, rule).output()).isEqualTo(output.stringValue()));
        case "compiled_output_not_contains" ->
            forEach(
                expected,
                (rule, output) ->
                    assertThat(rule(rules, rule).output()).doesNotContain(output.stringValue()));
        case "formatted_fields" ->
            forEach(
                expected,
                (rule, formats) ->
                    assertThat(
                            item(described, "rules", rule)
                                .at("/details/extra_output_formatted_fields"))
                        .isEqualTo(formats));
        case "rule_info" ->
            forEach(
                expected,
                (rule, info) -> contains(item(described, "rules", rule).get("info"), info, rule));
        case "list_details" ->
            forEach(
                expected,
                (list, details) ->
                    contains(item(described, "lists", list).get("details"), details, list));
        case "lists", "macros", "rules" ->
            assertThat(described.get(key)).hasSize(expected.intValue());
        case "rule_names" -> assertThat(names(described.get("rules"))).isEqualTo(texts(expected));
        case "list_names" -> assertThat(names(described.get("lists"))).isEqualTo(texts(expected));
        case "macro_names" -> assertThat(names(described.get("macros"))).isEqualTo(texts(expected));
        case "first_error_snippet_contains" ->
            assertThat(result.errors().get(0).context().snippet()).contains(expected.stringValue());
        case "warning_snippet" -> warningSnippet(result.warnings(), expected);
        default -> throw new AssertionError("an expectation that nothing here checks: " + key);
      }
    }
  }

  private LoaderSettings settings(JsonNode input) {
    Priority minimum =
        input.has("priority")
            ? Priority.parse(text(input, "priority")).orElseThrow()
            : Priority.DEBUG;
    List<AppendOutput> appendOutputs = new ArrayList<>();
    if (input.has("extra_output")) {
      input.get("extra_output").forEach(extra -> appendOutputs.add(appendOutput(extra)));
    }
    return new LoaderSettings(
        fields, List.of("syscall"), StandardPlugins.ALL, minimum, appendOutputs);
  }

  private static AppendOutput appendOutput(JsonNode extra) {
    boolean isField = extra.has("field");
    String format = extra.has("format") ? text(extra, "format") : "%" + text(extra, "field");
    return new AppendOutput(
        extra.has("source") ? text(extra, "source") : "",
        extra.has("tags") ? new LinkedHashSet<>(texts(extra.get("tags"))) : Set.of(),
        extra.has("rule") ? text(extra, "rule") : "",
        isField ? "" : format,
        isField
            ? List.of(
                new ResolvedRule.ExtraField(text(extra, "field"), format, !extra.has("format")))
            : List.of());
  }

  private void compiledConditions(LoadedRules rules, JsonNode expected)
      throws ConditionSyntaxException {
    for (String rule : expected.propertyNames()) {
      assertThat(ExprPrinter.printAsFalco(rule(rules, rule).condition()))
          .isEqualTo(ExprPrinter.printAsFalco(parser.parse(text(expected, rule))));
    }
  }

  private static void warningSnippet(List<Diagnostic> warnings, JsonNode expected) {
    Diagnostic first =
        warnings.stream()
            .filter(
                warning ->
                    expected.has("code")
                        ? warning.code().name().equals(text(expected, "code"))
                        : warning.context().snippet().contains(text(expected, "contains")))
            .findFirst()
            .orElseThrow();
    if (expected.has("contains")) {
      assertThat(first.context().snippet()).contains(text(expected, "contains"));
    }
    if (expected.has("not_contains")) {
      assertThat(first.context().snippet()).doesNotContain(text(expected, "not_contains"));
    }
  }

  private void enable(JsonNode input) {
    RuleLoader loader = new RuleLoader(settings(input));
    LoadResult result = loader.load(RulesFile.of("rules.yaml", text(input, "rules_text")));
    assertThat(result.isSuccessful()).as(result.verbose()).isTrue();
    Map<String, RuleSelection> selections = new HashMap<>();
    selections.put(DEFAULT_SELECTION, loader.rules().select());
    steps(input.get("steps"), loader.rules().rules(), selections);
  }

  private static void steps(JsonNode steps, List<ResolvedRule> rules) {
    steps(steps, rules, new HashMap<>());
  }

  private static void steps(
      JsonNode steps, List<ResolvedRule> rules, Map<String, RuleSelection> selections) {
    for (JsonNode step : steps) {
      String action = step.propertyNames().iterator().next();
      JsonNode details = step.get(action);
      if (action.equals("check")) {
        forEach(
            details,
            (name, count) ->
                assertThat(selection(selections, name, rules).count())
                    .as("%s after %s", name, step)
                    .isEqualTo(count.intValue()));
        continue;
      }
      RuleSelection selection = selection(selections, text(details, "ruleset"), rules);
      if (action.equals("enable")) {
        selection.enable(matcher(details));
      } else {
        selection.disable(matcher(details));
      }
    }
  }

  private static RuleSelection selection(
      Map<String, RuleSelection> selections, String name, List<ResolvedRule> rules) {
    return selections.computeIfAbsent(name, key -> RuleSelection.none(rules));
  }

  private static RuleMatcher matcher(JsonNode step) {
    String match = text(step, "match");
    return switch (match) {
      case "substring" -> RuleMatcher.substring(text(step, "pattern"));
      case "exact" -> RuleMatcher.exact(text(step, "pattern"));
      case "wildcard" -> RuleMatcher.wildcard(text(step, "pattern"));
      case "tags" -> RuleMatcher.anyTag(new LinkedHashSet<>(texts(step.get("tags"))));
      default -> throw new AssertionError("a match that nothing here does: " + match);
    };
  }

  private static List<ResolvedRule> bareRules(JsonNode rules) {
    Expr any = new Expr.MacroRef("any", Span.START);
    List<ResolvedRule> result = new ArrayList<>();
    LoadContext place = LoadContext.of(RulesFile.of("rules.yaml", "").source());
    for (JsonNode rule : rules) {
      RuleDefinition definition =
          new RuleDefinition(
              text(rule, "name"),
              Map.of(RuleKey.RULE_TAGS, new TreeSet<>(texts(rule.get("tags")))),
              true,
              List.of(),
              false,
              place,
              place,
              place);
      result.add(
          new ResolvedRule(definition, any, WrittenCondition.of(any), "", List.of(), List.of()));
    }
    return result;
  }

  private void pluginRequirements(JsonNode input, JsonNode expect) {
    List<Plugin> plugins = new ArrayList<>();
    for (JsonNode plugin : input.get("plugins")) {
      plugins.add(
          new Plugin(
              text(plugin, "name"),
              text(plugin, "version"),
              List.of(),
              "",
              List.of(),
              List.of(),
              List.of()));
    }
    RuleLoader loader =
        new RuleLoader(
            new LoaderSettings(fields, List.of("syscall"), plugins, Priority.DEBUG, List.of()));
    LoadResult result = loader.load(RulesFile.of("rules.yaml", text(input, "rules_text")));
    boolean missing =
        result.warnings().stream()
            .anyMatch(warning -> warning.code() == WarningCode.LOAD_UNKNOWN_PLUGIN);
    assertThat(result.isSuccessful() && !missing).isEqualTo(expect.get("satisfied").booleanValue());
  }

  private void macros(JsonNode input, JsonNode expect) throws ConditionSyntaxException {
    Map<String, Expr> known = new HashMap<>();
    for (String name : input.get("macros").propertyNames()) {
      known.put(name, parser.parse(text(input.get("macros"), name)));
    }
    Expr first = resolve(parser.parse(text(input, "filter")), known, expect);
    if (expect.has("result")) {
      assertThat(ExprPrinter.printAsFalco(first))
          .isEqualTo(ExprPrinter.printAsFalco(parser.parse(text(expect, "result"))));
    }
    if (expect.has("second_run")) {
      resolve(first, known, expect.get("second_run"));
    }
  }

  private static Expr resolve(Expr condition, Map<String, Expr> macros, JsonNode expect) {
    Set<String> resolved = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    Expr result = new Resolution(macros, resolved, unknown).resolve(condition);
    boolean same = ExprPrinter.printAsFalco(result).equals(ExprPrinter.printAsFalco(condition));
    assertThat(same).isNotEqualTo(expect.get("changed").booleanValue());
    assertThat(resolved).containsExactlyInAnyOrderElementsOf(texts(expect.get("resolved")));
    assertThat(unknown).containsExactlyInAnyOrderElementsOf(texts(expect.get("unknown")));
    return result;
  }

  /** Resolves macros whose definitions may name others, and notes which it met. */
  private record Resolution(Map<String, Expr> macros, Set<String> resolved, Set<String> unknown) {

    Expr resolve(Expr condition) {
      return new MacroResolver(this::refer).resolve(condition);
    }

    private Expr refer(String name, Span place) {
      Expr macro = macros.get(name);
      if (macro == null) {
        unknown.add(name);
        return new Expr.MacroRef(name, place);
      }
      resolved.add(name);
      return resolve(macro);
    }
  }

  private void details(JsonNode input, JsonNode expect) throws ConditionSyntaxException {
    ConditionDetails details =
        ConditionDetails.of(
            parser.parse(text(input, "filter")),
            new LinkedHashSet<>(texts(input.get("known_macros"))),
            new LinkedHashSet<>(texts(input.get("known_lists"))));
    for (String key : expect.propertyNames()) {
      Set<String> found =
          switch (key) {
            case "fields" -> details.fields();
            case "macros" -> details.macros();
            case "operators" -> details.operators();
            case "lists" -> details.lists();
            case "evtnames" -> details.eventNames();
            default -> throw new AssertionError("a detail that nothing here checks: " + key);
          };
      assertThat(found).as(key).containsExactlyInAnyOrderElementsOf(texts(expect.get(key)));
    }
  }

  private static void messagesContain(List<Diagnostic> diagnostics, JsonNode expected) {
    for (String text : texts(expected)) {
      assertThat(messages(diagnostics)).contains(text);
    }
  }

  private static String messages(List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      text.append(diagnostic.title()).append(": ").append(diagnostic.message()).append('\n');
    }
    return text.toString();
  }

  private static void contains(JsonNode actual, JsonNode expected, String where) {
    for (String key : expected.propertyNames()) {
      JsonNode value = actual.get(key);
      if (expected.get(key).isNumber()) {
        assertThat(value.longValue())
            .as("%s of %s", key, where)
            .isEqualTo(expected.get(key).longValue());
      } else {
        assertThat(value).as("%s of %s", key, where).isEqualTo(expected.get(key));
      }
    }
  }

  private static ResolvedRule rule(LoadedRules rules, String name) {
    return rules.find(name).orElseThrow(() -> new AssertionError("no rule '" + name + "'"));
  }

  private static JsonNode item(JsonNode described, String kind, String name) {
    for (JsonNode item : described.get(kind)) {
      if (item.at("/info/name").stringValue().equals(name)) {
        return item;
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static List<String> names(JsonNode items) {
    List<String> names = new ArrayList<>();
    items.forEach(item -> names.add(item.at("/info/name").stringValue()));
    return names;
  }

  @FunctionalInterface
  private interface Entry {
    void check(String name, JsonNode value);
  }

  private static void forEach(JsonNode object, Entry entry) {
    for (String name : object.propertyNames()) {
      entry.check(name, object.get(name));
    }
  }

  private static String text(JsonNode node, String key) {
    return node.get(key).stringValue();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.stringValue()));
    return texts;
  }
}

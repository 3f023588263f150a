// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.cli.FalcojRun;
import io.falcoj.testdata.ConformanceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Runs the suite about rules files end to end: each case is one run of the program. */
final class EngineRunner implements SuiteRunner {

  private static final String LENGTH_SUFFIX = "_len";
  private static final String NOT_EMPTY_SUFFIX = "_not_empty";

  private final ObjectMapper mapper = JsonMapper.shared();

  @Override
  public String suite() {
    return "engine";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    JsonNode input = each.json();
    Map<String, JsonNode> expected = new LinkedHashMap<>();
    each.expect().propertyStream().forEach(entry -> expected.put(entry.getKey(), entry.getValue()));
    if (input.has("falco_0_44_1")) {
      input
          .get("falco_0_44_1")
          .propertyStream()
          .forEach(entry -> expected.put(entry.getKey(), entry.getValue()));
    }
    List<Check> checks = new ArrayList<>();
    expected.forEach((key, value) -> addChecks(each, key, value, checks));
    return checks;
  }

  private void addChecks(ConformanceCase each, String key, JsonNode expected, List<Check> checks) {
    if (!key.equals("validation")) {
      checks.add(new Check(each.id() + "/" + key, () -> check(each, key, expected)));
      return;
    }
    expected
        .propertyStream()
        .forEach(
            entry ->
                checks.add(
                    new Check(
                        each.id() + "/" + entry.getKey(),
                        () -> checkValidation(run(each), entry.getKey(), entry.getValue()))));
  }

  private static FalcojRun run(ConformanceCase each) {
    JsonNode input = each.json();
    waitForParts(input);
    List<String> arguments = new ArrayList<>();
    if (input.has("config")) {
      arguments.add("-c");
      arguments.add(each.file(input.get("config").stringValue()).toString());
    }
    for (JsonNode plugin : input.path("plugins")) {
      arguments.add("-o");
      arguments.add("plugins[]={name: " + plugin.get("name").stringValue() + ", library_path: x}");
    }
    addFiles(each, "rules", "-r", arguments);
    addFiles(each, "validate", "-V", arguments);
    if (input.has("options")) {
      addOptions("", input.get("options"), arguments);
    }
    if (input.has("args")) {
      input.get("args").forEach(argument -> arguments.add(argument.stringValue()));
    }
    if (input.has("capture")) {
      arguments.add("--allow-empty");
      arguments.add("-e");
      arguments.add(each.file(input.get("capture").stringValue()).toString());
    }
    Map<String, String> environment = new LinkedHashMap<>();
    input
        .path("env")
        .propertyStream()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().stringValue()));
    return FalcojRun.of(environment, arguments);
  }

  private static void waitForParts(JsonNode input) {}

  /** The rules that a validation of the case's rules files warns of. */
  private Set<String> rulesWithWarnings(ConformanceCase each) {
    List<String> arguments = new ArrayList<>(List.of("-o", "json_output=true"));
    addFiles(each, "rules", "-V", arguments);
    Set<String> rules = new TreeSet<>();
    for (JsonNode warning : diagnostics(loadResults(FalcojRun.of(arguments)), "warnings")) {
      for (JsonNode location : warning.at("/context/locations")) {
        if (location.get("item_type").stringValue().equals("rule")) {
          rules.add(location.get("item_name").stringValue());
        }
      }
    }
    return rules;
  }

  private static void addFiles(
      ConformanceCase each, String key, String option, List<String> arguments) {
    if (each.json().has(key)) {
      for (JsonNode file : each.json().get(key)) {
        arguments.add(option);
        arguments.add(each.file(file.stringValue()).toString());
      }
    }
  }

  private static void addOptions(String prefix, JsonNode options, List<String> arguments) {
    for (String key : options.propertyNames()) {
      JsonNode value = options.get(key);
      if (value.isObject()) {
        addOptions(prefix + key + ".", value, arguments);
      } else if (value.isArray()) {
        int index = 0;
        for (JsonNode item : value) {
          addOption(prefix + key + "[" + index + "]", item, arguments);
          index++;
        }
      } else {
        addOption(prefix + key, value, arguments);
      }
    }
  }

  private static void addOption(String key, JsonNode value, List<String> arguments) {
    if (value.isObject()) {
      addOptions(key + ".", value, arguments);
      return;
    }
    arguments.add("-o");
    arguments.add(key + "=" + value.asString());
  }

  private void check(ConformanceCase each, String key, JsonNode expected) throws IOException {
    FalcojRun run = run(each);
    switch (key) {
      case "exit_code" -> assertThat(run.exitCode()).as(run.err()).isEqualTo(expected.intValue());
      case "fails" -> assertThat(run.exitCode()).isNotZero();
      case "stdout_contains" -> assertThat(run.out()).contains(texts(expected));
      case "stderr_contains" -> assertThat(run.err()).contains(texts(expected));
      case "stdout_matches" -> matches(run.out(), expected, true);
      case "stdout_not_matches" -> matches(run.out(), expected, false);
      case "stderr_matches" -> matches(run.err(), expected, true);
      case "stderr_not_matches" -> matches(run.err(), expected, false);
      case "stdout_is" -> assertThat(run.out()).isEqualTo(expected.stringValue());
      case "stdout_json_has_keys" ->
          assertThat(mapper.readTree(run.out()).propertyNames()).contains(texts(expected));
      case "stdout_contains_lines" ->
          assertThat(run.out().lines()).containsAll(lines(each, expected));
      case "stdout_json_lines" ->
          assertThat(run.out().lines().map(mapper::readTree))
              .startsWith(
                  lines(each, expected).stream().map(mapper::readTree).toArray(JsonNode[]::new));
      case "total" -> assertThat(alerts(run)).isEqualTo(expected.longValue());
      case "detect" -> assertThat(alerts(run) > 0).as(run.err()).isEqualTo(expected.booleanValue());
      case "levels" -> assertThat(severities(run)).contains(texts(expected));
      case "levels_absent" -> assertThat(severities(run)).doesNotContain(texts(expected));
      case "rules_with_warnings" ->
          assertThat(rulesWithWarnings(each)).containsExactlyInAnyOrder(texts(expected));
      case "counts" ->
          expected.forEachEntry(
              (rule, count) -> assertThat(alerts(run, rule)).as(rule).isEqualTo(count.longValue()));
      case "grpc" -> throw new AssertionError("nothing answers over gRPC: " + expected);
      case "describe" -> describes(mapper.readTree(run.out()), expected, "describe");
      default -> throw new AssertionError("an expectation that nothing here checks: " + key);
    }
  }

  private static List<String> lines(ConformanceCase each, JsonNode file) throws IOException {
    return Files.readAllLines(each.file(file.stringValue()));
  }

  /** How many alerts there were, as the summary says. */
  private static long alerts(FalcojRun run) {
    return counted(run, "Events detected: ");
  }

  private static long alerts(FalcojRun run, String rule) {
    return counted(run, "   " + rule + ": ");
  }

  private static long counted(FalcojRun run, String label) {
    return run.err()
        .lines()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.substring(label.length())))
        .sum();
  }

  /** The part of the summary that names the severities of the alerts. */
  private static String severities(FalcojRun run) {
    int start = run.err().indexOf("Rule counts by severity:");
    int end = run.err().indexOf("Triggered rules by rule name:");
    return start < 0 ? "" : run.err().substring(start, end).toUpperCase(Locale.ROOT);
  }

  private static void matches(String text, JsonNode patterns, boolean wanted) {
    for (JsonNode pattern : patterns) {
      assertThat(Pattern.compile(pattern.stringValue()).matcher(text).find())
          .as("%s in %s", pattern, text)
          .isEqualTo(wanted);
    }
  }

  private void checkValidation(FalcojRun run, String key, JsonNode expected) {
    List<JsonNode> results = loadResults(run);
    switch (key) {
      case "successful" -> {
        for (String index : expected.propertyNames()) {
          assertThat(results.get(Integer.parseInt(index)).get("successful"))
              .isEqualTo(expected.get(index));
        }
      }
      case "errors", "warnings" -> {
        for (JsonNode wanted : expected) {
          assertThat(diagnostics(results, key)).anyMatch(found -> isLike(found, wanted));
        }
      }
      case "errors_total", "warnings_total" ->
          assertThat(diagnostics(results, key.substring(0, key.indexOf('_'))))
              .hasSize(expected.intValue());
      default -> throw new AssertionError("a property that nothing here checks: " + key);
    }
  }

  private List<JsonNode> loadResults(FalcojRun run) {
    List<JsonNode> results = new ArrayList<>();
    mapper.readTree(run.out()).get("falco_load_results").forEach(results::add);
    return results;
  }

  private static List<JsonNode> diagnostics(List<JsonNode> results, String kind) {
    List<JsonNode> all = new ArrayList<>();
    results.forEach(result -> result.get(kind).forEach(all::add));
    return all;
  }

  private static boolean isLike(JsonNode found, JsonNode wanted) {
    if (wanted.has("code")
        && !wanted.get("code").stringValue().equalsIgnoreCase(found.get("code").stringValue())) {
      return false;
    }
    if (wanted.has("message") && !wanted.get("message").equals(found.get("message"))) {
      return false;
    }
    for (JsonNode location : found.at("/context/locations")) {
      if (isAt(location, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(JsonNode location, JsonNode wanted) {
    boolean ofType =
        !wanted.has("item_type")
            || wanted
                .get("item_type")
                .stringValue()
                .equalsIgnoreCase(location.get("item_type").stringValue());
    boolean ofName =
        !wanted.has("item_name") || wanted.get("item_name").equals(location.get("item_name"));
    return ofType && ofName;
  }

  /** Whether the described thing has all that is expected of it. */
  private static void describes(JsonNode actual, JsonNode expected, String path) {
    for (String key : expected.propertyNames()) {
      JsonNode value = expected.get(key);
      String where = path + "." + key;
      if (key.equals("contains")) {
        for (String name : value.propertyNames()) {
          assertThat(actual.get(name)).as(where).contains(nodes(value.get(name)));
        }
      } else if (key.endsWith(LENGTH_SUFFIX)) {
        assertThat(actual.get(without(key, LENGTH_SUFFIX))).as(where).hasSize(value.intValue());
      } else if (key.endsWith(NOT_EMPTY_SUFFIX)) {
        assertThat(actual.get(without(key, NOT_EMPTY_SUFFIX))).as(where).isNotEmpty();
      } else if (value.isObject()) {
        describes(actual.get(key), value, where);
      } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
        for (int i = 0; i < value.size(); i++) {
          describes(actual.get(key).get(i), value.get(i), where + "[" + i + "]");
        }
      } else {
        assertThat(actual.get(key)).as(where).isEqualTo(value);
      }
    }
  }

  private static String without(String key, String suffix) {
    return key.substring(0, key.length() - suffix.length());
  }

  private static JsonNode[] nodes(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes.toArray(new JsonNode[0]);
  }

  private static String[] texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.stringValue()));
    return texts.toArray(new String[0]);
  }
}

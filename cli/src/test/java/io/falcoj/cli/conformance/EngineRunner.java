// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.cli.FalcojRun;
import io.falcoj.testdata.ConformanceCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      checks.add(new Check(each.id() + "/" + key, () -> check(run(each), key, expected)));
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
    return FalcojRun.of(arguments);
  }

  private static void waitForParts(JsonNode input) {
    if (input.has("capture")) {
      throw new WaitingException("captures");
    }
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

  private void check(FalcojRun run, String key, JsonNode expected) {
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
      case "describe" -> describes(mapper.readTree(run.out()), expected, "describe");
      default -> throw new AssertionError("an expectation that nothing here checks: " + key);
    }
  }

  private static void matches(String text, JsonNode patterns, boolean wanted) {
    for (JsonNode pattern : patterns) {
      assertThat(Pattern.compile(pattern.stringValue()).matcher(text).find())
          .as("%s in %s", pattern, text)
          .isEqualTo(wanted);
    }
  }

  private void checkValidation(FalcojRun run, String key, JsonNode expected) {
    List<JsonNode> results = new ArrayList<>();
    mapper.readTree(run.out()).get("falco_load_results").forEach(results::add);
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

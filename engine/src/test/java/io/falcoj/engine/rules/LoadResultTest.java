// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.LoadResult;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoadResultTest {

  private static final String BROKEN =
      """
      - macro: barks
        condition: fd.num = 1
      - rule: loud
        desc: x
        condition: >
          barks and
          proc.nam = rex
        output: x
        priority: INFO
      """;

  @Test
  void summaryNamesTheCodes() {
    assertThat(TestLoads.result(BROKEN).summary())
        .isEqualTo(
            """
            file0.yaml: Invalid
             1 error: [LOAD_ERR_COMPILE_CONDITION (Error compiling condition)]\
            """);
    assertThat(TestLoads.result(TestLoads.rule("a", "")).summary()).isEqualTo("file0.yaml: Ok");
    assertThat(TestLoads.result("- list: a\n  items: []").summary())
        .isEqualTo(
            """
            file0.yaml: Ok, with warnings
             1 warning: [LOAD_UNUSED_LIST (Unused list)]\
            """);
  }

  @Test
  void verboseTextShowsThePlaceAndWhatToDo() {
    assertThat(TestLoads.result(BROKEN).verbose())
        .isEqualTo(
            """
            file0.yaml: Invalid

            file0.yaml:7:5: error: filter_check called with nonexistent field proc.nam
              in rule 'loud', condition
              7 |     proc.nam = rex
                |     ^^^^^^^^
              hint: did you mean proc.name, proc.pname, proc.aname?
              LOAD_ERR_COMPILE_CONDITION (Error compiling condition)\
            """);
  }

  @Test
  void textHoldsNoControlCharactersOfTheFile() {
    LoadResult result = TestLoads.result("- rule: \"a\\e[31m\\nb\"\n  condition: x\n");
    assertThat(result.verbose()).contains("rule 'a\uFFFD[31m\uFFFDb'").doesNotContain("\u001b");
    assertThat(result.json().toString()).contains("a\\u001B[31m\\nb");
  }

  @Test
  void jsonHasFalcosShape() {
    JsonNode json = TestLoads.result(BROKEN).json();
    assertThat(json.propertyNames())
        .containsExactly(
            "errors", "name", "schema_valid", "schema_warnings", "successful", "warnings");
    assertThat(json.get("successful").booleanValue()).isFalse();
    assertThat(json.get("name").stringValue()).isEqualTo("file0.yaml");
    JsonNode error = json.get("errors").get(0);
    assertThat(error.get("code").stringValue()).isEqualTo("LOAD_ERR_COMPILE_CONDITION");
    assertThat(error.get("codedesc").stringValue()).isEqualTo("Error compiling condition");
    assertThat(error.get("hint").stringValue()).startsWith("did you mean");
    JsonNode locations = error.get("context").get("locations");
    assertThat(locations).hasSize(4);
    assertThat(locations.get(0).toString())
        .isEqualTo(
            """
            {"item_name":"","item_type":"rules content",\
            "position":{"column":0,"line":0,"name":"file0.yaml","offset":0}}\
            """);
    assertThat(locations.get(1).toString())
        .isEqualTo(
            """
            {"item_name":"loud","item_type":"rule",\
            "position":{"column":2,"line":2,"name":"file0.yaml","offset":41}}\
            """);
    assertThat(locations.get(2).get("item_type").stringValue()).isEqualTo("rule condition");
    assertThat(locations.get(3).get("item_type").stringValue()).isEqualTo("condition expression");
    assertThat(locations.get(3).at("/position/name").stringValue())
        .isEqualTo("\"barks and proc.na...\"");
    assertThat(error.get("context").get("snippet").stringValue())
        .isEqualTo("barks and proc.nam = rex\n          ^\n");
  }

  @Test
  void theSnippetOfAWarningInAMacroIsTheRulesCondition() {
    LoadResult result =
        TestLoads.result(
            """
            - macro: barks
              condition: evt.dir = <
            - rule: loud
              desc: x
              condition: >
                barks and proc.name = rex
              output: x
              priority: INFO
              warn_evttypes: false
            """);
    LoadContext context = result.warnings().get(0).context();
    assertThat(context.snippet()).isEqualTo("barks and proc.name = rex\n^\n");
    assertThat(context.span().line()).isEqualTo(2);
  }

  @Test
  void aWarningAboutAConditionIsWhereItsTextBegins() {
    JsonNode locations =
        TestLoads.result(TestLoads.rule("a", "").replace("proc.name = rex", "evt.dir = <"))
            .json()
            .at("/warnings/0/context/locations");
    JsonNode condition = locations.get(locations.size() - 2);
    JsonNode expression = locations.get(locations.size() - 1);
    assertThat(expression.at("/item_type").stringValue()).isEqualTo("condition expression");
    for (String coordinate : new String[] {"offset", "line", "column"}) {
      assertThat(expression.at("/position/" + coordinate).intValue())
          .isEqualTo(condition.at("/position/" + coordinate).intValue());
    }
  }

  @Test
  void jsonNamesDeprecatedFields() {
    JsonNode json =
        TestLoads.result(TestLoads.rule("a", "").replace("proc.name = rex", "evt.dir = <")).json();
    assertThat(json.at("/warnings/0/deprecated_field").stringValue()).isEqualTo("evt.dir");
  }

  @Test
  void unreadableFilesAreResultsToo() {
    LoadResult result = LoadResult.unreadable("gone.yaml", "no such file");
    assertThat(result.isSuccessful()).isFalse();
    assertThat(result.summary())
        .isEqualTo("gone.yaml: Invalid\n 1 error: [LOAD_ERR_FILE_READ (File read error)]");
    assertThat(result.verbose()).contains("no such file");
    assertThat(result.json().get("schema_valid")).isNull();
  }
}

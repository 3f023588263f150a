// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.ConformanceCase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Runs the suite of facts about captures: a check for each fact and field. */
final class CapturesRunner implements SuiteRunner {

  @Override
  public String suite() {
    return "captures";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    List<Check> checks = new ArrayList<>();
    for (String key : each.expect().propertyNames()) {
      JsonNode expected = each.expect().get(key);
      String id = each.id() + "/" + key;
      switch (key) {
        case "matched" ->
            checks.add(
                check(id, each, seen -> assertThat(seen.matched()).isEqualTo(expected.intValue())));
        case "checked" ->
            checks.add(
                check(id, each, seen -> assertThat(seen.checked()).isEqualTo(expected.intValue())));
        case "every_event" ->
            expected.forEachEntry(
                (field, allowed) ->
                    checks.add(
                        check(
                            id + "/" + field,
                            each,
                            seen -> assertThat(seen.printed(field)).isSubsetOf(texts(allowed)))));
        case "true_filters" ->
            expected.forEach(
                filter ->
                    checks.add(
                        check(
                            id + "/" + filter.stringValue(),
                            each,
                            seen -> assertThat(seen.allMatch(filter.stringValue())).isTrue())));
        case "sequence" -> addSequence(id, each, expected, checks);
        case "fields" -> addFields(id, each, expected, checks);
        case "events_by_type" ->
            checks.add(
                check(
                    id,
                    each,
                    seen ->
                        expected.forEachEntry(
                            (type, count) ->
                                assertThat(seen.countOf(type))
                                    .as(type)
                                    .isEqualTo(count.intValue()))));
        case "event" ->
            checks.add(
                check(
                    id, each, seen -> assertThat(seen.raw()).containsExactly(expected.toString())));
        default -> throw new AssertionError("an expectation that nothing here checks: " + key);
      }
    }
    return checks;
  }

  private static void addSequence(
      String id, ConformanceCase each, JsonNode expected, List<Check> checks) {
    for (int i = 0; i < expected.size(); i++) {
      int index = i;
      expected
          .get(i)
          .forEachEntry(
              (field, allowed) ->
                  checks.add(
                      check(
                          id + "/" + index + "/" + field,
                          each,
                          seen ->
                              assertThat(texts(allowed))
                                  .contains(seen.printed(field).get(index)))));
    }
  }

  private static void addFields(
      String id, ConformanceCase each, JsonNode expected, List<Check> checks) {
    TreeSet<String> names = new TreeSet<>();
    expected.forEach(event -> names.addAll(event.propertyNames()));
    for (String name : names) {
      List<String> values =
          expected.values().stream().map(event -> event.get(name).stringValue()).toList();
      checks.add(
          check(id + "/" + name, each, seen -> assertThat(seen.printed(name)).isEqualTo(values)));
    }
  }

  private static Check check(String id, ConformanceCase each, Consumer<CaptureFacts> assertion) {
    return new Check(id, () -> assertion.accept(CaptureFacts.of(each)));
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(JsonNode::stringValue).toList();
  }
}
